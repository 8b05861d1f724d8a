import { candidateOf, type Frame } from "./candidate.ts";
import { spanAround } from "./marks.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { TextScene, Weighed } from "./statements-in-text.ts";
import type { Tag } from "./tags.ts";

/** A name of more tokens than this is none. */
const LONGEST_NAME = 8;
const LABEL_SCORE = 0.8;

/** Statements whose speaker stands beside them: "Ms Gao: “…”" or a signature ("“…” — Jane Doe"). */
export function findLabelled(scene: TextScene, taken: Uint8Array): Weighed[] {
  const found: Weighed[] = [];
  const paragraphs = paragraphTokens(scene);
  for (const [index, span] of paragraphs.entries()) {
    const label = labelOf(scene, span);
    if (label && (label.quoted || (index === 0 && !label.capitals))) {
      const content = { first: label.colon + 1, end: endOf(scene, span) };
      if (content.end - content.first > 2 && isFree(taken, content))
        found.push(labelled(scene, content, label));
      continue;
    }
    const tweet = tweetOf(scene, span);
    if (tweet && isFree(taken, tweet.content))
      found.push(make(scene, "signature", tweet.content, tweet.name, tweet.cue));
  }
  for (const { first, end, closed } of scene.marks.spans) {
    const signed = closed ? signatureBehind(scene, end) : null;
    if (signed && isFree(taken, { first, end }))
      found.push(make(scene, "signature", { first, end }, signed.name, signed.cue));
  }
  for (const { candidate } of found) for (const { first, end } of candidate.spans) taken.fill(1, first, end);
  return found;
}

/** The statement of a labelled paragraph. */
export const labelled = (scene: TextScene, content: TokenSpan, { name, colon }: Label): Weighed =>
  make(scene, "label", content, name, { first: colon, end: colon + 1 });

export function paragraphTokens({ sentences }: TextScene): TokenSpan[] {
  const spans: { first: number; end: number; paragraph: number }[] = [];
  for (const { paragraph, firstToken, endToken } of sentences) {
    const last = spans.at(-1);
    if (last?.paragraph === paragraph) last.end = endToken;
    else spans.push({ first: firstToken, end: endToken, paragraph });
  }
  return spans;
}

export interface Label {
  readonly name: TokenSpan;
  readonly colon: number;
  readonly capitals: boolean;
  readonly quoted: boolean;
}

/** "WALLACE:" or "Rep. Trey Gowdy (R-S.C.):" at the head of a paragraph. */
export function labelOf(scene: TextScene, { first, end }: TokenSpan): Label | null {
  const { tokens, nameStarts, spanAt } = scene;
  // A whole transcript may stand between marks.
  const start = spanAround(scene, first)?.first === first ? first + 1 : first;
  let capitals = true;
  let named = false;
  for (let at = start; at < Math.min(end - 1, start + LONGEST_NAME); at += 1) {
    const token = tokens[at];
    if (!token || spanAt[at] !== spanAt[first]) return null;
    if (token.tag === "colon") {
      const quoted = (spanAt[at + 1] ?? -1) !== -1 && start === first;
      const known = capitals || (named && start === first);
      return at > start && known ? { name: { first: start, end: at }, colon: at, capitals, quoted } : null;
    }
    if (nameStarts[at] === 1) named = true;
    if (!NAME_TAGS.has(token.tag)) return null;
    if (token.token.kind === "word" && !isCapitals(token.token.text)) capitals = false;
  }
  return null;
}

const NAME_TAGS = new Set<Tag>(["proper", "open", "close", "sign"]);
const isCapitals = (text: string) => text.length > 1 && text === text.toUpperCase();

interface Signature {
  readonly name: TokenSpan;
  readonly cue: TokenSpan;
}

/** `“…” — Jane Doe, 34`: the dash stands right behind the quotation, or opens the next line. */
function signatureBehind(scene: TextScene, dash: number): Signature | null {
  const { tokens, spanAt, document } = scene;
  if (tokens[dash]?.tag !== "dash") return null;
  const end = endOfName(scene, dash + 1);
  if (end === dash + 1) return null;
  const [last, next] = [tokens[end - 1], tokens[end]];
  const between = document.text.slice(last?.token.end ?? 0, next?.token.start ?? document.text.length);
  const closed =
    !next ||
    between.includes("\n") ||
    spanAt[end] !== -1 ||
    next.tag === "stop" ||
    next.tag === "comma" ||
    next.tag === "open";
  return closed ? { name: { first: dash + 1, end }, cue: { first: dash, end: dash + 1 } } : null;
}

/** The line under a tweet: `— Jane Doe (@jane) March 2, 2020`. */
function tweetOf(scene: TextScene, { first, end }: TokenSpan): (Signature & { content: TokenSpan }) | null {
  const { tokens, spanAt } = scene;
  for (let at = end - 2; at > Math.max(first, end - 20); at -= 1) {
    if (tokens[at]?.tag !== "dash" || spanAt[at] !== -1) continue;
    const nameEnd = endOfName(scene, at + 1);
    if (nameEnd === at + 1 || tokens[nameEnd]?.tag !== "open" || tokens[nameEnd + 1]?.lower !== "@") continue;
    return {
      content: trimmed(scene, { first, end: at }),
      name: { first: at + 1, end: nameEnd },
      cue: { first: at, end: at + 1 },
    };
  }
  return null;
}

function endOfName({ tokens }: TextScene, first: number): number {
  let at = first;
  while (
    at < first + LONGEST_NAME &&
    (tokens[at]?.tag === "proper" || (at > first && tokens[at]?.lower === "of"))
  )
    at += 1;
  return at;
}

function trimmed({ tokens, spanAt }: TextScene, { first, end }: TokenSpan): TokenSpan {
  let last = end;
  while (
    last > first + 1 &&
    spanAt[last - 1] === -1 &&
    (tokens[last - 1]?.tag === "stop" || tokens[last - 1]?.tag === "comma")
  )
    last -= 1;
  return { first, end: last };
}

export const endOf = (scene: TextScene, span: TokenSpan) => trimmed(scene, span).end;

function isFree(taken: Uint8Array, { first, end }: TokenSpan): boolean {
  for (let at = first; at < end; at += 1) if (taken[at] === 1) return false;
  return true;
}

function make(
  scene: TextScene,
  frame: Frame,
  content: TokenSpan,
  speaker: TokenSpan,
  cue: TokenSpan,
): Weighed {
  const candidate = candidateOf({
    frame,
    spans: [content],
    cue,
    speaker,
    inverted: frame === "signature",
    sentence: scene.sentenceAt[content.first] ?? 0,
    rules: [frame],
  });
  return { candidate, score: LABEL_SCORE, inner: null };
}
