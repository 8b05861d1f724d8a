import type { Measure, Run } from "../runs.ts";

/** Marks that Slack would read as formatting, and signs that look the same and mean nothing. */
const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };
const MARKS = /[*_~`]/gu;
/** Between letters an underscore formats nothing, and names and addresses are full of them. */
const LOOSE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** A digit before it makes it a time of day. */
const EMOJI_CODE = /(?<!\d):(?=[a-z0-9_+'-]+:)/giu;

/** Escapes the three signs that Slack reads, so that nothing becomes a link or a mention. */
export function escapeText(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
}

/** Escapes a text for mrkdwn, where it must not become bold, code or an emoji either. */
export function escapeMrkdwn(text: string): string {
  const disarmed = text
    .replace(EMOJI_CODE, "꞉")
    .replace(LOOSE_UNDERSCORE, LOOKALIKES._ ?? "")
    .replace(/[*~`]/gu, (mark) => LOOKALIKES[mark] ?? mark);
  return escapeText(disarmed);
}

/** Escaping by whole texts and by words gives the same length: signs are exchanged one for one. */
export const mrkdwnMeasure: Measure = {
  text: (text) => escapeText(text).length,
  frame: (run) => {
    const link = run.href === null ? 0 : escapeText(run.href).length + 3;
    return link + (run.strong ? 2 : 0) + (run.emphasis ? 2 : 0);
  },
};

/** One line of mrkdwn. A ">" that begins it is exchanged, for Slack reads that as a quotation. */
export function toMrkdwn(runs: readonly Run[]): string {
  return runs
    .map((run, index) => {
      const before = runs[index - 1]?.text.at(-1);
      const after = runs[index + 1]?.text.at(0);
      return drawRun(run, isBorder(before), isBorder(after));
    })
    .join("")
    .replace(/^(?:&gt;)+/u, (signs) => "＞".repeat(signs.length / "&gt;".length));
}

/** Slack sees a style's marks only at the borders of words: elsewhere they would stand there as signs. */
function drawRun(run: Run, borderBefore: boolean, borderAfter: boolean): string {
  const [, lead = "", core = "", trail = ""] = /^(\s*)(.*?)(\s*)$/su.exec(run.text) ?? [];
  if (core === "") return run.text;
  const marks = `${run.strong ? "*" : ""}${run.emphasis ? "_" : ""}`;
  const text = escapeMrkdwn(run.emphasis ? core.replace(MARKS, (mark) => LOOKALIKES[mark] ?? mark) : core);
  // An instant stays as it was written, in the channel's own zone: the text around it names that zone.
  const inner = run.href === null ? text : `<${escapeText(run.href)}|${text}>`;
  const seen = (borderBefore || lead !== "") && (borderAfter || trail !== "");
  return `${lead}${seen ? wrap(inner, marks) : inner}${trail}`;
}

function wrap(text: string, marks: string): string {
  return `${marks}${text}${[...marks].reverse().join("")}`;
}

function isBorder(character: string | undefined): boolean {
  return character === undefined || /[\s\p{P}]/u.test(character);
}
