import type { Sentence, Token } from "./document.ts";
import { FormMemory } from "./forms.ts";

const ENDERS = new Set([".", "!", "?", "…", "。", "！", "？"]);
const WIDE_ENDERS = new Set(["。", "！", "？"]);
const CLOSERS = new Set(["”", "’", "»", "」", "』", "》", ")", "]", "）"]);
const STRAIGHT = new Set(['"', "'", "''"]);

const words = (list: string) => new Set(list.split(" "));

/** A full stop after these never ends a sentence. */
const TITLES = words(
  "mr mrs ms dr prof gen sen sens rep reps gov lt col sgt capt cmdr adm maj brig rev hon pres amb st mt vs messrs fr supt insp det cpl pvt atty asst dept univ fig eq cf al viz art sec",
);
/** A full stop after these ends a sentence only when the next word is one that opens sentences. */
const SHORTENED = words(
  "jr sr inc corp co ltd llc plc bros no nos jan feb mar apr aug sept sep oct nov dec etc est ave blvd ala ariz ark calif colo conn del fla ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo approx ph ed eds vol pp ft",
);
const OPENERS = words(
  "the a an this that these those it its he she they we i you his her their our my there here in on at as and but or so for from by with to of if when while after before since although though because however meanwhile still yet also then now what who why how where which both some many most all each every no not one two three asked last earlier later despite under during until among another other such according even only once while",
);
const SAID = words(
  "said says asked asks told wrote added replied tweeted continued shouted joked quipped wondered",
);

/** Appends the sentences of one paragraph, whose tokens run from `first` to the end of `tokens`. */
export function findSentences(
  tokens: readonly Token[],
  first: number,
  paragraph: number,
  sentences: Sentence[],
): void {
  let from = first;
  let at = first;
  while (at < tokens.length) {
    const end = endsAt(tokens, at);
    if (end > 0) {
      push(from, end);
      from = end;
    }
    at = Math.max(at + 1, end);
  }
  if (from < tokens.length) push(from, tokens.length);

  function push(firstToken: number, endToken: number) {
    const start = tokens[firstToken];
    const end = tokens[endToken - 1];
    if (start && end) sentences.push({ start: start.start, end: end.end, paragraph, firstToken, endToken });
  }
}

const MAY_END = new FormMemory(({ text }) => text.endsWith(".") || ENDERS.has(text));

/** Where the sentence ends (a token index) if the token at `at` ends one, else 0. */
function endsAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (!token || token.form.plain || !MAY_END.of(token.form)) return 0;
  const shortened = token.kind === "word" && token.text.endsWith(".");
  if (!shortened && !ENDERS.has(token.text)) return 0;
  if (!shortened && ENDERS.has(tokens[at - 1]?.text ?? "") && touches(tokens, at)) return 0; // looked at already
  let end = at + 1;
  while (ENDERS.has(tokens[end]?.text ?? "") && touches(tokens, end)) end += 1;
  const bare = end;
  while (closes(tokens, end)) end += 1;
  const next = tokens[end];
  if (!next) return end;
  if (WIDE_ENDERS.has(token.text)) return end;
  if (touches(tokens, end)) return 0;
  return opensSentence(tokens, at, bare, end, shortened) ? end : 0;
}

function opensSentence(
  tokens: readonly Token[],
  at: number,
  bare: number,
  end: number,
  shortened: boolean,
): boolean {
  const next = firstWord(tokens, end);
  if (!next || /^\p{Ll}/u.test(next.text)) return next === undefined;
  const opener = OPENERS.has(next.text.toLowerCase()) || next !== tokens[end];
  const before = tokens[at - 1];
  const stop = tokens[at];
  if (shortened) return opener;
  if (stop?.text === "." && before?.kind === "word" && before.end === stop.start) {
    const word = before.text.toLowerCase();
    if (TITLES.has(word)) return false;
    if (SHORTENED.has(word)) return opener;
    // An initial, as in "Harry S. Truman".
    if (/^\p{Lu}$/u.test(before.text)) return opener;
  }
  // “Who cares?” Mr Li said.
  const asks = stop?.text === "?" || stop?.text === "!" || stop?.text === "…";
  return !(asks && end > bare && saysSoon(tokens, end));
}

function saysSoon(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 7; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "word") return false;
    if (SAID.has(token.text)) return true;
  }
  return false;
}

/** The word that decides, behind an opening mark or bracket. */
function firstWord(tokens: readonly Token[], from: number): Token | undefined {
  for (let at = from; at < from + 3; at += 1) {
    const token = tokens[at];
    if (!token || token.kind === "word" || token.kind === "number") return token;
  }
  return tokens[from];
}

function closes(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? "";
  return CLOSERS.has(text) || (STRAIGHT.has(text) && touches(tokens, at));
}

const touches = (tokens: readonly Token[], at: number) => tokens[at]?.start === tokens[at - 1]?.end;
