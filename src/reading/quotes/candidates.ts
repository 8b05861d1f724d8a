import type { Candidate, Frame } from "./candidate.ts";
import { contentAfter, isClause, reports, type SentenceScene } from "./content.ts";
import { type ContentStart, endOfContent, endOfWords } from "./content-end.ts";
import type { VerbGroup } from "./groups.ts";
import { findInverted } from "./inversion.ts";
import { nounPhraseFrom, type TokenSpan } from "./noun-phrases.ts";
import { findPhraseCues } from "./phrase-cues.ts";
import { type Subject, subjectBefore } from "./subjects.ts";
import { isTitle } from "./titles.ts";
import type { VerbClass } from "./verb-list.ts";

/** A cue with whoever goes with it. */
export interface Told {
  readonly group: VerbGroup;
  readonly speaker: Subject | null;
  readonly shared: boolean;
  readonly inverted: boolean;
  /** First and last-but-one token of cue and speaker together. */
  readonly first: number;
  readonly end: number;
}

/** The tokens of a quotation that runs on after its cue: `“…,” she said. “…”` */
export type Continuation = (after: number) => TokenSpan[];

/** Every statement a sentence may hold, whatever its cue; `from` is where the last sentence's content ended. */
export function findCandidates(
  scene: SentenceScene,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate[] {
  const found: Candidate[] = [];
  let lastSubject: Subject | null = null;
  let busyUntil = -1;
  for (const group of scene.groups) {
    if (group.mood === "participle") continue;
    const told = findSpeaker(scene, group, lastSubject);
    const inner = group.first < busyUntil;
    if (
      !inner &&
      told.speaker &&
      !told.shared &&
      !told.inverted &&
      !told.speaker.relative &&
      group.mood === "finite"
    )
      lastSubject = told.speaker;
    if (!hasCueClass(group) || (group.passive && !told.shared)) continue;
    const candidate = readCandidate(scene, told, index, from, goesOn);
    const quoted = quotationBehindColon(scene, told, index, candidate, goesOn);
    if (quoted) found.push(quoted);
    if (!candidate) continue;
    found.push(candidate);
    const last = candidate.spans.at(-1);
    if (last && candidate.cue && last.first >= candidate.cue.end) busyUntil = Math.max(busyUntil, last.end);
    if (told.inverted && told.speaker && !inner) lastSubject = told.speaker;
  }
  const all = [...found, ...findPhraseCues(scene, index, from, goesOn)];
  return all.map((candidate) => withSubjectBehind(scene, candidate));
}

/** The phrase that opens the sentence, when no verb told the subject. */
function openingPhrase({ tokens, sentence, spanAt }: SentenceScene, before: number): TokenSpan | null {
  const first = sentence.firstToken;
  const phrase = spanAt[first] === -1 ? nounPhraseFrom(tokens, first, before) : null;
  return phrase && tokens[first]?.tag !== "time" ? phrase : null;
}

/** "Citing security, China refused …": the subject of an opening clause follows it. */
function withSubjectBehind(scene: SentenceScene, candidate: Candidate): Candidate {
  const { sentence, groups } = scene;
  if (candidate.speaker || candidate.mood !== "ing" || !candidate.cue) return candidate;
  if (candidate.cue.first > sentence.firstToken + 1)
    return { ...candidate, speaker: openingPhrase(scene, candidate.cue.first) };
  const main = groups.find(
    (group) => group.mood === "finite" && group.first > (candidate.spans.at(-1)?.end ?? 0),
  );
  const subject = main ? subjectBefore(scene, main.first, sentence.firstToken) : null;
  return subject ? { ...candidate, speaker: { first: subject.first, end: subject.end } } : candidate;
}

const hasCueClass = (group: VerbGroup) =>
  reports(group) || group.classes.has("voice") || group.classes.has("believe") || group.classes.has("want");

function findSpeaker(scene: SentenceScene, group: VerbGroup, last: Subject | null): Told {
  const { tokens, sentence } = scene;
  const plain = { group, shared: false, inverted: false, first: group.first, end: group.end };
  if (group.mood === "finite") {
    const inverted = findInverted(scene, group);
    if (inverted) return { ...plain, speaker: inverted, inverted: true, end: inverted.end };
    const before = tokens[group.first - 1];
    const joined =
      before?.tag === "conjunction" ||
      (before?.tag === "adverb" && tokens[group.first - 2]?.tag === "conjunction");
    if (joined && last) return { ...plain, speaker: last, shared: true };
    const subject = subjectBefore(scene, group.first, sentence.firstToken);
    if (subject) return { ...plain, speaker: subject, first: subject.clauseFirst };
    return { ...plain, speaker: before?.tag === "comma" ? last : null, shared: true };
  }
  return { ...plain, speaker: last, shared: true };
}

function readCandidate(
  scene: SentenceScene,
  told: Told,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate | null {
  const { group } = told;
  const before = quotationBefore(scene, told);
  if (before) {
    const start = Math.max(from, contentStart(scene, before.first));
    const spans = [{ first: start, end: before.end }, ...restOfQuotation(scene, told, goesOn)];
    return make(told, "quotation-before-cue", quotationClass(group), spans, index);
  }
  const left = told.inverted ? clauseBefore(scene, told, from) : null;
  if (left) {
    const rest = restOfClause(scene, told, left);
    return make(
      told,
      rest ? "clause-around-cue" : "clause-before-cue",
      quotationClass(group),
      rest ? [left, rest] : [left, ...goesOn(scene.sentence.endToken)],
      index,
    );
  }
  const right = contentRight(scene, told, index, goesOn);
  if (right) return right;
  return parenthesis(scene, told, index, from, goesOn);
}

/** The quotation that ends right before the cue and its speaker. */
function quotationBefore(scene: SentenceScene, told: Told): TokenSpan | null {
  const { tokens, spanAt, marks } = scene;
  let at = told.first - 1;
  const tag = tokens[at]?.tag;
  if (tag === "comma" || tag === "dash" || tag === "stop") at -= 1;
  if (at < scene.sentence.firstToken) return null;
  const span = marks.spans[spanAt[at] ?? -1];
  if (!span || span.end !== at + 1 || told.shared || told.speaker?.relative) return null;
  // On “Meet the Press,” he said …; asked whether it “was right,” he said …
  const aside =
    span.first > scene.sentence.firstToken && (isTitle(scene, span.first) || opensWithQuestion(scene));
  return aside ? null : span;
}

/** "Asked whether …, he said no": what precedes the cue is somebody else's question. */
const opensWithQuestion = ({ tokens, sentence }: SentenceScene): boolean =>
  tokens[sentence.firstToken]?.lower === "asked" || tokens[sentence.firstToken]?.lower === "pressed";

/** A quotation that does not open its sentence is quoted with the words before it: `The trip is “a start,” he said.` */
function contentStart({ sentence, spanAt, marks }: SentenceScene, quotation: number): number {
  if (quotation <= sentence.firstToken) return quotation;
  const span = marks.spans[spanAt[sentence.firstToken] ?? -1];
  return span ? Math.min(span.first, sentence.firstToken) : sentence.firstToken;
}

function restOfQuotation(scene: SentenceScene, told: Told, goesOn: Continuation): TokenSpan[] {
  const { tokens, spanAt, marks, sentence, groups, groupStarts } = scene;
  const after = Math.max(told.end, told.group.end);
  for (let at = after; at < sentence.endToken; at += 1) {
    const span = marks.spans[spanAt[at] ?? -1];
    if (span?.first === at) {
      const before = tokens[at - 1]?.tag;
      if (before === "comma" || before === "colon" || before === "dash")
        return [{ first: at, end: span.end }, ...goesOn(Math.max(span.end, sentence.endToken))];
      at = span.end - 1;
    }
    // Another finite cue takes what follows for itself.
    const group = groups[groupStarts[at] ?? -1];
    if (group && at > after && group.mood === "finite" && reports(group)) break;
  }
  return goesOn(sentence.endToken);
}

/** `China is ready, said Mr Li.` */
function clauseBefore(scene: SentenceScene, told: Told, from: number): TokenSpan | null {
  const comma = told.first - 1;
  if (scene.tokens[comma]?.tag !== "comma") return null;
  const first = Math.max(from, contentStart(scene, scene.sentence.firstToken + 1));
  const span = { first, end: comma };
  return span.end > span.first + 2 && isClause(scene, span) ? span : null;
}

function contentRight(
  scene: SentenceScene,
  told: Told,
  index: number,
  goesOn: Continuation,
): Candidate | null {
  const { group } = told;
  const { marks, spanAt, sentence } = scene;
  const right = contentAfter(scene, group, Math.max(told.end, group.end));
  if (!right) return null;
  if (right.kind === "quotation" || right.kind === "colon") {
    const span = marks.spans[spanAt[right.first] ?? -1];
    if (right.kind === "colon" && right.first >= sentence.endToken) {
      const rest = goesOn(sentence.endToken);
      return rest.length > 0 ? make(told, "colon", quotationClass(group), rest, index) : null;
    }
    const end = span
      ? endOfQuotation(scene, span.end, told)
      : endOfContent(scene, startOf(scene, told, right.first, "colon"));
    const kind: Frame = span ? "quotation-after-cue" : "colon";
    const verbClass = span && span.end >= end ? quotationClass(group) : classFor(group, "that-clause");
    if (!verbClass) return null;
    const opening = span ? fragmentBefore(scene, told, right.first) : null;
    if (opening)
      return make(told, "clause-around-cue", verbClass, [opening, { first: right.first, end }], index);
    return make(
      told,
      kind,
      verbClass,
      [{ first: right.first, end }, ...(span ? goesOn(Math.max(end, sentence.endToken)) : [])],
      index,
    );
  }
  const verbClass =
    classFor(group, right.kind) ?? (right.kind === "object" && group.classes.has("say") ? "say" : null);
  if (!verbClass) return null;
  const whole = verbClass === "urge" || verbClass === "ask" || verbClass === "call" || verbClass === "judge";
  const first = whole ? right.from : right.first;
  const start = startOf(scene, told, first, right.kind);
  const end = endOfContent(scene, start);
  if (end <= first) return null;
  return make(told, right.kind, verbClass, [{ first, end }], index, start);
}

/** `He cited the need for talks: “…”`: the quotation is a statement of its own. */
function quotationBehindColon(
  { tokens, spanAt, marks, sentence }: SentenceScene,
  told: Told,
  index: number,
  candidate: Candidate | null,
  goesOn: Continuation,
): Candidate | null {
  const verbClass = quotationClass(told.group);
  if (!verbClass || !told.speaker || told.group.mood !== "finite") return null;
  for (let at = told.group.end; at < sentence.endToken; at += 1) {
    if (tokens[at]?.tag !== "colon" || spanAt[at] !== -1) continue;
    const span = marks.spans[spanAt[at + 1] ?? -1];
    const behind =
      at + 1 < sentence.endToken
        ? span?.first === at + 1
          ? [{ first: span.first, end: span.end }]
          : []
        : goesOn(at + 1);
    const [first] = behind;
    if (!first || candidate?.spans.some((one) => one.first === first.first)) return null;
    return make(told, "colon", verbClass, behind, index);
  }
  return null;
}

/** `No one, he said, “should be confused”`: the words before the cue begin what the quotation goes on with. */
function fragmentBefore(scene: SentenceScene, told: Told, quotation: number): TokenSpan | null {
  const { tokens, sentence } = scene;
  const comma = told.first - 1;
  const word = tokens[quotation + 1]?.token.text ?? "";
  if (tokens[comma]?.tag !== "comma" || tokens[quotation - 1]?.tag !== "comma" || !/^\p{Ll}/u.test(word))
    return null;
  const opening = tokens[sentence.firstToken]?.tag;
  if (opening === "preposition" || opening === "time" || opening === "adverb" || opening === "subordinator")
    return null;
  const span = { first: sentence.firstToken, end: comma };
  return span.end > span.first && !isClause(scene, span) ? span : null;
}

/** A quotation after its cue may be only the first part of the content: `said “…” and that …`. */
function endOfQuotation(scene: SentenceScene, end: number, told: Told): number {
  const words = endOfWords(scene);
  if (end >= words) return Math.max(end, words);
  const last = scene.tokens[end - 2];
  if (last?.tag === "stop" || last?.tag === "comma") return end;
  return endOfContent(scene, startOf(scene, told, end - 1, "quotation"));
}

/** `At best, analysts say, this is …` and `…, Mr Blinken told reporters on Friday.` */
function parenthesis(
  scene: SentenceScene,
  told: Told,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate | null {
  const { tokens, sentence } = scene;
  if (!told.speaker || told.shared || told.speaker.relative || told.group.mood !== "finite") return null;
  const verbClass = quotationClass(told.group);
  if (!verbClass || opensWithQuestion(scene)) return null;
  let comma = told.first - 1;
  if (tokens[comma]?.lower === "as") comma -= 1;
  if (tokens[comma]?.tag !== "comma" && tokens[comma]?.tag !== "dash") return null;
  const first = Math.max(from, contentStart(scene, sentence.firstToken + 1));
  const left = { first, end: comma };
  if (left.end <= left.first) return null;
  const rest = restOfClause(scene, told, left);
  if (!isClause(scene, left) && !rest) return null;
  const frame: Frame = rest ? "clause-around-cue" : "clause-before-cue";
  return make(told, frame, verbClass, rest ? [left, rest] : [left, ...goesOn(sentence.endToken)], index);
}

/** What follows a cue between commas, when the words before it were no whole clause. */
function restOfClause(scene: SentenceScene, told: Told, left: TokenSpan): TokenSpan | null {
  const { tokens } = scene;
  const end = endOfWords(scene);
  for (let at = Math.max(told.end, told.group.end); at < Math.min(end, told.group.end + 25); at += 1) {
    if (tokens[at]?.tag !== "comma") continue;
    const next = tokens[at + 1]?.tag;
    const whole = isClause(scene, left);
    if ((whole && next !== "conjunction") || next === "ing" || next === "participle") return null;
    const first = at + 1;
    const until = endOfContent(scene, startOf(scene, told, first, "rest"));
    return until > first && isClause(scene, { first, end: until }) ? { first, end: until } : null;
  }
  return null;
}

/** The class under which a verb may stand beside quoted words. */
function quotationClass(group: VerbGroup): VerbClass | null {
  for (const one of [
    "say",
    "tell",
    "ask",
    "voice",
    "urge",
    "state",
    "talk",
    "commit",
    "call",
    "judge",
    "show",
    "believe",
  ] as const) {
    if (group.classes.has(one)) return one;
  }
  return null;
}

const TAKES: Readonly<Record<string, readonly VerbClass[]>> = {
  "that-clause": ["say", "tell", "state", "show", "ask", "urge", "commit", "believe", "voice"],
  "bare-clause": ["say", "tell", "show", "believe", "state", "commit", "call", "judge"],
  "question-clause": ["ask", "say", "tell", "state", "talk"],
  "to-clause": ["urge", "commit", "ask", "tell", "want"],
  object: ["urge", "call", "judge", "state", "talk", "ask", "want"],
};

function classFor(group: VerbGroup, kind: string): VerbClass | null {
  return TAKES[kind]?.find((one) => group.classes.has(one)) ?? null;
}

function make(
  told: Told,
  frame: Frame,
  verbClass: VerbClass | null,
  spans: readonly TokenSpan[],
  sentence: number,
  start: ContentStart | null = null,
): Candidate | null {
  if (!verbClass) return null;
  const { group, speaker } = told;
  return {
    frame,
    verbClass,
    lemma: group.lemma,
    spans,
    cue: { first: group.first, end: group.end },
    speaker: speaker ? { first: speaker.first, end: speaker.end } : null,
    shared: told.shared,
    relative: speaker?.relative ?? false,
    inverted: told.inverted,
    mood: group.mood,
    negated: group.negated,
    modal: group.modal,
    sentence,
    start,
    rules: [
      frame,
      `${verbClass} verb`,
      ...(told.inverted ? ["speaker after cue"] : told.shared ? ["speaker shared"] : []),
    ],
  };
}

/** What the end of a cue's content depends on. */
export function startOf(
  scene: SentenceScene,
  told: Told,
  first: number,
  kind: ContentStart["kind"],
): ContentStart {
  const relative = told.speaker?.relative === true && !told.shared;
  return { first, kind, cue: told.group, relative, subordinate: isSubordinate(scene, told) };
}

const OPENERS = new Set(["after", "before", "since", "until", "as", "like"]);

/** "when Mr Li said", "after he announced": the clause is not the sentence's main one. */
function isSubordinate({ tokens, sentence }: SentenceScene, told: Told): boolean {
  if (told.shared || told.first <= sentence.firstToken) return false;
  const before = tokens[told.first - 1];
  return (
    before?.tag === "subordinator" ||
    before?.tag === "wh" ||
    (before?.tag === "preposition" && OPENERS.has(before.lower))
  );
}
