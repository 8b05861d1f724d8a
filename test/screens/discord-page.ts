import { type DiscordPost, renderDiscord } from "../../src/chat/discord/render.ts";
import type { Message } from "../../src/messages/message.ts";

const STYLE = `
  body { background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", Helvetica, Arial, sans-serif; margin: 0; padding: 16px; width: 760px; }
  .who { font-weight: 600; color: #f2f3f5; } .who span { background: #5865f2; color: #fff; font-size: 10px; padding: 1px 4px; border-radius: 3px; margin-left: 4px; }
  .post { margin: 0 0 20px 0; } .text div { white-space: pre-wrap; overflow-wrap: anywhere; min-height: 4px; }
  h3 { font-size: 18px; margin: 10px 0 4px; color: #f2f3f5; } a { color: #00a8fc; text-decoration: none; }
  blockquote { border-left: 4px solid #4e5058; margin: 0; padding: 0 8px; } small { color: #949ba4; font-size: 13px; }
  .item::before { content: "•  "; } .row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
  button { background: #4e5058; color: #fff; border: 0; border-radius: 8px; padding: 8px 14px; font: inherit; font-size: 14px; font-weight: 500; }
  button.s1 { background: #5865f2; } button.s4 { background: #da373c; } hr { border: 0; border-top: 1px solid #4e5058; margin: 8px 0; }
  .select { background: #1e1f22; border-radius: 8px; padding: 10px 12px; width: 400px; color: #949ba4; } time { background: #3f4147; border-radius: 3px; padding: 0 2px; }
`;

/** Discord's JSON drawn on a page, near enough to the real thing to judge how a message looks. */
export function drawDiscordPage(messages: readonly Message[]): string {
  const posts = messages.flatMap((message) => renderDiscord(message).posts);
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${posts.map(drawPost).join("")}`;
}

function drawPost({ components }: DiscordPost): string {
  return `<div class="post"><div class="who">Backchannel<span>APP</span></div>${components.map(drawComponent).join("")}</div>`;
}

function drawComponent(component: DiscordPost["components"][number]): string {
  if ("content" in component)
    return `<div class="text">${component.content.split("\n").map(drawLine).join("")}</div>`;
  if ("components" in component)
    return `<div class="row">${component.components.map(drawControl).join("")}</div>`;
  if ("items" in component) return "<div>[picture]</div>";
  return "<hr>";
}

function drawControl(control: object): string {
  if ("label" in control) {
    const style = "style" in control ? Number(control.style) : 2;
    return `<button class="s${style}">${escapeHtml(String(control.label))}</button>`;
  }
  const placeholder = "placeholder" in control ? String(control.placeholder) : "";
  return `<div class="select">${escapeHtml(placeholder)} ▾</div>`;
}

/** One line of Discord's Markdown, as far as the renderer uses it. */
function drawLine(line: string): string {
  const inner = (text: string) => drawInline(text);
  if (line.startsWith("### ")) return `<h3>${inner(line.slice(4))}</h3>`;
  if (line.startsWith("> ")) return `<blockquote>${inner(line.slice(2))}</blockquote>`;
  if (line.startsWith("-# ")) return `<div><small>${inner(line.slice(3))}</small></div>`;
  if (line.startsWith("- ")) return `<div class="item">${inner(line.slice(2))}</div>`;
  return `<div>${inner(line)}</div>`;
}

function drawInline(text: string): string {
  return escapeHtml(text)
    .replace(/\[((?:\\.|[^\]\\])*)\]\(&lt;(https?:[^)]*)&gt;\)/gu, '<a href="$2">$1</a>')
    .replace(/&lt;t:(-?\d+):([fD])&gt;/gu, (_, seconds: string, style: string) => {
      const instant = new Date(Number(seconds) * 1000);
      const clock = style === "f" ? ({ timeStyle: "short" } as const) : {};
      return `<time>${instant.toLocaleString("en-GB", { timeZone: "UTC", dateStyle: "long", ...clock })}</time>`;
    })
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/gu, "<b>$1</b>")
    .replace(/(?<!\\)\*(.+?)(?<!\\)\*/gu, "<i>$1</i>")
    .replace(/\\([^\p{L}\p{N}\s])/gu, "$1");
}

function escapeHtml(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}
