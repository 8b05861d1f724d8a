import type { Measure, Run } from "../runs.ts";

/** Every sign that Discord's Markdown, mentions, emoji codes or automatic links begin or end with. */
const SIGNS = /[\\*_~`|[\]()<>#@:]/gu;
/** At the start of a line these make lists. */
const LINE_START = /^(?:([-+])|(\d+)([.)]))/u;
const CLOCK = /\d:\d\d/u;
/** Brackets inside a link's text confuse Discord's reader even when escaped. */
const BRACKETS: Readonly<Record<string, string>> = { "[": "［", "]": "］" };

/** Escapes a text so that it shows as it is: no styles, headings, links, mentions, timestamps or spoilers. */
export function escapeMarkdown(text: string): string {
  return text.replace(SIGNS, (sign) => `\\${sign}`);
}

export const markdownMeasure: Measure = {
  text: (text) => escapeMarkdown(text).length,
  frame: (run) =>
    (run.href === null ? 0 : run.href.length + 6) +
    (run.instant === null ? 0 : timestamp(run.instant, "").length) +
    (run.strong ? 4 : 0) +
    (run.emphasis ? 2 : 0) +
    // The escape of a list's mark, should the line begin here.
    2,
};

/** One line of Discord's Markdown; whatever it begins with makes no list. */
export function toMarkdown(runs: readonly Run[]): string {
  let line = "";
  for (const run of runs) line += drawRun(run, line);
  return line.replace(LINE_START, (_, dash?: string, number?: string, mark?: string) =>
    dash === undefined ? `${number}\\${mark}` : `\\${dash}`,
  );
}

function drawRun(run: Run, before: string): string {
  const [, lead = "", core = "", trail = ""] = /^(\s*)(.*?)(\s*)$/su.exec(run.text) ?? [];
  if (core === "") return run.text;
  const marks = `${run.strong ? "**" : ""}${run.emphasis ? "*" : ""}`;
  const inner = drawInner(run, core);
  // Two styles side by side would read as one longer mark: the second goes without.
  const styled = marks !== "" && (lead !== "" || !before.endsWith("*"));
  return `${lead}${styled ? `${marks}${inner}${marks}` : inner}${trail}`;
}

function drawInner(run: Run, text: string): string {
  if (run.href !== null) {
    const label = text.replace(/[[\]]/gu, (bracket) => BRACKETS[bracket] ?? bracket);
    return `[${escapeMarkdown(label)}](<${run.href}>)`;
  }
  return run.instant === null ? escapeMarkdown(text) : timestamp(run.instant, text);
}

/** Discord shows it in the reader's own language and time zone. */
function timestamp(instant: Date, text: string): string {
  return `<t:${Math.floor(instant.getTime() / 1000)}:${CLOCK.test(text) ? "f" : "D"}>`;
}
