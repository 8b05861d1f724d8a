import type { Candidate, Frame } from "./candidate.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { TextScene, Weighed } from "./statements-in-text.ts";

/** A name of more tokens than this is none. */
const LONGEST_NAME = 8;
const LABEL_SCORE = 0.8;

/** Statements whose speaker stands beside them as in a transcript ("WALLACE: …") or a signature ("“…” — Jane Doe"). */
export function findLabelled(scene: TextScene, taken: Uint8Array): Weighed[] {
  const found: Weighed[] = [];
  const paragraphs = paragraphTokens(scene);
  const labels = paragraphs.map((span) => labelOf(scene, span));
  const transcript = labels.filter((label) => label?.capitals).length > 1;
  for (const [index, span] of paragraphs.entries()) {
    const label = labels[index];
    if (label && (label.capitals ? transcript || label.quoted : label.quoted || index === 0)) {
      const content = { first: label.colon + 1, end: endOf(scene, span) };
      if (content.end - content.first > 2 && isFree(taken, content))
        found.push(make(scene, "label", content, label.name, { first: label.colon, end: label.colon + 1 }));
      continue;
    }
    const signed = signatureOf(scene, span, paragraphs[index + 1]);
    if (signed && isFree(taken, signed.content))
      found.push(make(scene, "signature", signed.content, signed.name, signed.cue));
  }
  for (const { candidate } of found) for (const { first, end } of candidate.spans) taken.fill(1, first, end);
  return found;
}

function paragraphTokens({ sentences }: TextScene): TokenSpan[] {
  const spans: { first: number; end: number; paragraph: number }[] = [];
  for (const { paragraph, firstToken, endToken } of sentences) {
    const last = spans.at(-1);
    if (last?.paragraph === paragraph) last.end = endToken;
    else spans.push({ first: firstToken, end: endToken, paragraph });
  }
  return spans;
}

interface Label {
  readonly name: TokenSpan;
  readonly colon: number;
  readonly capitals: boolean;
  readonly quoted: boolean;
}

/** "WALLACE:" or "Rep. Trey Gowdy (R-S.C.):" at the head of a paragraph. */
function labelOf(scene: TextScene, { first, end }: TokenSpan): Label | null {
  const { tokens, nameStarts, spanAt } = scene;
  let capitals = true;
  let named = false;
  for (let at = first; at < Math.min(end - 1, first + LONGEST_NAME); at += 1) {
    const token = tokens[at];
    if (!token || spanAt[at] !== -1) return null;
    if (token.tag === "colon") {
      const quoted = (spanAt[at + 1] ?? -1) !== -1;
      const known = capitals || named;
      return at > first && known ? { name: { first, end: at }, colon: at, capitals, quoted } : null;
    }
    if (nameStarts[at] === 1) named = true;
    if (token.tag !== "proper" && token.tag !== "open" && token.tag !== "close" && token.tag !== "sign")
      return null;
    if (
      token.token.kind === "word" &&
      (token.token.text.length < 2 || token.token.text !== token.token.text.toUpperCase())
    )
      capitals = false;
  }
  return null;
}

/** `“…” — Jane Doe, 34` and the line under a tweet, `— Jane Doe (@jane) March 2, 2020`. */
function signatureOf(
  scene: TextScene,
  span: TokenSpan,
  next: TokenSpan | undefined,
): { content: TokenSpan; name: TokenSpan; cue: TokenSpan } | null {
  const dash = findDash(scene, span);
  if (dash > span.first) return signed(scene, { first: span.first, end: dash }, dash, span.end);
  if (!next || scene.tokens[next.first]?.tag !== "dash" || !isQuoted(scene, span)) return null;
  return signed(scene, span, next.first, next.end);
}

function findDash({ tokens, spanAt }: TextScene, { first, end }: TokenSpan): number {
  for (let at = end - 2; at > Math.max(first, end - 20); at -= 1) {
    if (tokens[at]?.tag === "dash" && spanAt[at] === -1 && tokens[at + 1]?.tag === "proper") return at;
  }
  return -1;
}

function signed(scene: TextScene, content: TokenSpan, dash: number, end: number) {
  const { tokens } = scene;
  let at = dash + 1;
  while (at < end && (tokens[at]?.tag === "proper" || tokens[at]?.lower === "of")) at += 1;
  const tweet = tokens[at]?.tag === "open" && tokens[at + 1]?.lower === "@";
  const closed = at === end || tokens[at]?.tag === "comma" || tokens[at]?.tag === "stop";
  if (at === dash + 1 || !(tweet || (closed && isQuoted(scene, content)))) return null;
  return {
    content: trimmed(scene, content),
    name: { first: dash + 1, end: at },
    cue: { first: dash, end: dash + 1 },
  };
}

function isQuoted({ marks, spanAt }: TextScene, { first, end }: TokenSpan): boolean {
  const span = marks.spans[spanAt[first] ?? -1];
  return span?.first === first && span.end >= end - 1;
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

const endOf = (scene: TextScene, span: TokenSpan) => trimmed(scene, span).end;

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
  const candidate: Candidate = {
    frame,
    verbClass: "none",
    lemma: "",
    spans: [content],
    cue,
    speaker,
    shared: false,
    relative: false,
    inverted: frame === "signature",
    mood: "none",
    negated: false,
    modal: false,
    sentence: scene.sentenceAt[content.first] ?? 0,
    start: null,
    rules: [frame],
  };
  return { candidate, score: LABEL_SCORE };
}
