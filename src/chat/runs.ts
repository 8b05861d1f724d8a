import type { TextSpan } from "../messages/message.ts";

/** A text span made safe to draw: one line, nothing invisible, a link only to a web address. */
export interface Run {
  readonly text: string;
  readonly href: string | null;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly instant: Date | null;
}

/** How many characters a chat's own writing of a run takes. */
export interface Measure {
  /** The text of a run, escaped. */
  text(text: string): number;
  /** What stands around it, such as a link's address. */
  frame(run: Run): number;
}

/** A longer address would take a part's whole room: its text is drawn without the link. */
const MAX_HREF_LENGTH = 1_500;
/** Joiners that scripts and emoji need stay between the characters that need them. */
const JOINER =
  /(?:(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])|(?<=\p{ASCII}))(?:\u200C|\u200D)|(?:\u200C|\u200D)(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const INVISIBLE =
  /(?!\u200C|\u200D)(?:\p{Cf}|\p{Noncharacter_Code_Point}|\u034F|\u115F|\u1160|\u3164|\uFFA0)/gu;
const BLANK = /[\s\p{Cc}]+/gu;
const ADDRESS =
  /^(?:[a-z][a-z\d+.-]*:\/\/)?(?<host>(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,})(?::\d+)?(?:[/?#]\S*)?$/iu;
/** A word; marks after which Chinese and Japanese break a line end one too. */
const PIECE = /\s+|[^\s。，、；！？]+[。，、；！？]*|[。，、；！？]+/gu;

/** One line without controls, bidirectional and zero-width marks; blanks become single spaces. */
export function cleanLine(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, "").replace(JOINER, "").replace(BLANK, " ");
}

/** Cleans spans, drops empty ones and joins neighbours that look the same. */
export function toRuns(spans: readonly TextSpan[]): Run[] {
  const runs: Run[] = [];
  for (const run of spans.flatMap(toSafeRuns)) {
    const last = runs.at(-1);
    const text = last?.text.endsWith(" ") ? run.text.replace(/^ /u, "") : run.text;
    if (text === "") continue;
    if (last && looksAlike(last, run)) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ ...run, text });
  }
  return trimRuns(runs);
}

/** A plain text as a run. */
export function plainRun(text: string): Run {
  return { text, href: null, strong: false, emphasis: false, instant: null };
}

/** The text that a person reads. */
export function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}

/** Cuts a text to `max` characters, never inside one, and marks the cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** Splits runs into chunks of at most `max` characters, between words wherever there are any. */
export function splitRuns(runs: readonly Run[], max: number, measure: Measure): Run[][] {
  const chunks: Run[][] = [];
  let chunk: Run[] = [];
  let used = 0;
  for (const word of toWords(runs, max, measure)) {
    const cost = costOf(word, chunk.at(-1), measure);
    if (used + cost > max && chunk.length > 0) {
      chunks.push(chunk);
      chunk = [];
      used = 0;
    }
    used += chunk.length === 0 ? costOf(word, undefined, measure) : cost;
    for (const run of word) append(chunk, run);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks.map(trimRuns).filter((part) => part.length > 0);
}

function toSafeRuns(span: TextSpan): Run[] {
  const text = cleanLine(span.text);
  const instant = span.instant && Number.isFinite(span.instant.getTime()) ? span.instant : null;
  const run: Run = {
    text,
    href: null,
    strong: span.strong ?? false,
    emphasis: span.emphasis ?? false,
    instant,
  };
  const link = span.href === undefined ? null : safeLink(span.href);
  if (link === null) return [run];
  const shown = ADDRESS.exec(text.trim())?.groups?.host ?? hostInside(text);
  if (shown === undefined || bareHost(shown) === bareHost(link.host)) return [{ ...run, href: link.href }];
  // A text that looks like one address must not lead to another: the true host is shown beside it.
  return [
    { ...run, text: `${text.trimEnd()} ` },
    { ...run, text: link.host, href: link.href, instant: null },
  ];
}

function hostInside(text: string): string | undefined {
  return (
    /:\/\/(?<host>[^\s/?#:]+)/u.exec(text)?.groups?.host ??
    /\b(?<host>www\.[^\s/?#:]+)/iu.exec(text)?.groups?.host
  );
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^www\./u, "");
}

function safeLink(href: string): { href: string; host: string } | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  const safe =
    (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
  if (!safe || url.href.length > MAX_HREF_LENGTH) return null;
  const escaped = url.href.replace(
    /[<>()|\\`*"\s]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return { href: escaped, host: url.hostname };
}

function looksAlike(one: Run, other: Run): boolean {
  if (one.instant !== null || other.instant !== null) return false;
  return one.href === other.href && one.strong === other.strong && one.emphasis === other.emphasis;
}

function trimRuns(runs: readonly Run[]): Run[] {
  const trimmed = [...runs];
  const first = trimmed[0];
  if (first) trimmed[0] = { ...first, text: first.text.trimStart() };
  const last = trimmed.at(-1);
  if (last) trimmed[trimmed.length - 1] = { ...last, text: last.text.trimEnd() };
  return trimmed.length > 0 && trimmed.some((run) => run.text === "")
    ? trimRuns(trimmed.filter((run) => run.text !== ""))
    : trimmed;
}

/** Pieces that belong together, also over the borders of runs, with the blank that follows them. */
function toWords(runs: readonly Run[], max: number, measure: Measure): Run[][] {
  const words: Run[][] = [];
  let word: Run[] = [];
  const close = () => {
    if (word.length > 0) words.push(...cutWord(word, max, measure));
    word = [];
  };
  for (const run of runs) {
    const pieces = run.instant === null ? (run.text.match(PIECE) ?? []) : [run.text];
    for (const piece of pieces) {
      if (endsWord(word) && piece.trim() !== "") close();
      word.push({ ...run, text: piece });
    }
  }
  close();
  return words;
}

function endsWord(word: readonly Run[]): boolean {
  return /[\s。，、；！？]$/u.test(word.at(-1)?.text ?? "");
}

/** Cuts a word that is longer than a whole chunk, never inside a character. */
function cutWord(word: readonly Run[], max: number, measure: Measure): Run[][] {
  if (costOf(word, undefined, measure) <= max) return [[...word]];
  return word.flatMap((run) => {
    const room = Math.max(1, max - measure.frame(run));
    const cuts: Run[][] = [];
    let text = "";
    let used = 0;
    for (const character of run.text) {
      const cost = measure.text(character);
      if (used + cost > room && text !== "") {
        cuts.push([{ ...run, text, instant: null }]);
        text = "";
        used = 0;
      }
      text += character;
      used += cost;
    }
    cuts.push([{ ...run, text, instant: cuts.length > 0 ? null : run.instant }]);
    return cuts;
  });
}

function costOf(word: readonly Run[], before: Run | undefined, measure: Measure): number {
  let cost = 0;
  let last = before;
  for (const run of word) {
    cost += measure.text(run.text) + (last && continues(last, run) ? 0 : measure.frame(run));
    last = run;
  }
  return cost;
}

function append(chunk: Run[], run: Run): void {
  const last = chunk.at(-1);
  if (last && continues(last, run)) chunk[chunk.length - 1] = { ...last, text: last.text + run.text };
  else chunk.push(run);
}

/** Neighbouring runs that look alike were joined before, so pieces that do come from one run. */
function continues(last: Run, run: Run): boolean {
  return looksAlike(last, run);
}
