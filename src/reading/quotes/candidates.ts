import type { Candidate, Frame } from "./candidate.ts";
import { contentAfter, isClause, reports, type SentenceScene, VERBAL } from "./content.ts";
import { endOfContent, endOfWords } from "./content-end.ts";
import type { VerbGroup } from "./groups.ts";
import { classFor, isSilent, makeCandidate, quotationClass } from "./make-candidate.ts";
import { spanAround } from "./marks.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { findPhraseCues } from "./phrase-cues.ts";
import {
  contentStart,
  endOfQuotation,
  fragmentBefore,
  opensWithQuestion,
  quotationBefore,
  restOfQuotation,
  startOf,
} from "./quoted-content.ts";
import type { Subject } from "./subjects.ts";
import { agentOf, findSpeaker, type Told, withSubjectBehind } from "./tellers.ts";

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
    busyUntil = Math.min(busyUntil, endDescription(found, told) ?? busyUntil);
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
    const agent = agentOf(scene, group);
    const warning = agent && contentRight(scene, agent, index, goesOn);
    if (warning) found.push(warning);
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

/**
 * "An official who wrote the letter said": what the official wrote ends where the main verb begins. Cuts the
 * statements that reach over it; returns where they end now, or null when none did.
 */
function endDescription(found: Candidate[], { speaker, shared, inverted, group }: Told): number | null {
  if (!speaker || shared || inverted || group.mood !== "finite") return null;
  const { first, end } = speaker;
  let cut: number | null = null;
  for (const [index, one] of found.entries()) {
    const describes = one.relative || one.mood !== "finite";
    if (!one.cue || !describes || one.cue.first < first || one.cue.end > end) continue;
    found[index] = { ...one, spans: one.spans.map((span) => ({ ...span, end: Math.min(span.end, end) })) };
    cut = end;
  }
  return cut;
}

const hasCueClass = (group: VerbGroup) =>
  reports(group) || group.classes.has("voice") || group.classes.has("believe") || group.classes.has("want");

function readCandidate(
  scene: SentenceScene,
  told: Told,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate | null {
  const { group } = told;
  const before = quotationBefore(scene, told);
  if (before && before.end > from) {
    const start = Math.max(from, contentStart(scene, before.first));
    const spans = [{ first: start, end: before.end }, ...restOfQuotation(scene, told, goesOn)];
    return makeCandidate(told, "quotation-before-cue", quotationClass(group), spans, index);
  }
  const left = told.inverted ? clauseBefore(scene, told, from) : null;
  if (left) {
    const rest = restOfClause(scene, told, left);
    return makeCandidate(
      told,
      rest ? "clause-around-cue" : "clause-before-cue",
      quotationClass(group),
      rest ? [left, rest] : [left, ...goesOn(scene.sentence.endToken)],
      index,
    );
  }
  const right = contentRight(scene, told, index, goesOn) ?? predicate(scene, told, index);
  if (right) return right;
  return parenthesis(scene, told, index, from, goesOn);
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
  const { sentence } = scene;
  if (isSilent(scene, group)) return null;
  const right = contentAfter(scene, group, Math.max(told.end, group.end));
  if (!right) return null;
  if (right.kind === "quotation" || right.kind === "colon") {
    const span = spanAround(scene, right.first);
    if (right.kind === "colon" && right.first >= sentence.endToken) {
      const rest = goesOn(sentence.endToken);
      return rest.length > 0 ? makeCandidate(told, "colon", quotationClass(group), rest, index) : null;
    }
    const end = span
      ? endOfQuotation(scene, span.end, told)
      : endOfContent(scene, startOf(scene, told, right.first, "colon"));
    const kind: Frame = span ? "quotation-after-cue" : "colon";
    const verbClass = span && span.end >= end ? quotationClass(group) : classFor(group, "that-clause");
    if (!verbClass) return null;
    const opening = span ? fragmentBefore(scene, told, right.first) : null;
    if (opening)
      return makeCandidate(
        told,
        "clause-around-cue",
        verbClass,
        [opening, { first: right.first, end }],
        index,
      );
    return makeCandidate(
      told,
      kind,
      verbClass,
      [{ first: right.first, end }, ...(span ? goesOn(Math.max(end, sentence.endToken)) : [])],
      index,
    );
  }
  // "called on both to honour what they had agreed": who is called on is no clause.
  const kind = right.kind === "bare-clause" && !classFor(group, right.kind) ? "object" : right.kind;
  const verbClass = classFor(group, kind) ?? (kind === "object" && group.classes.has("say") ? "say" : null);
  if (!verbClass) return null;
  const whole = verbClass === "urge" || verbClass === "ask" || verbClass === "call" || verbClass === "judge";
  const first = whole ? right.from : right.first;
  const start = startOf(scene, told, first, kind);
  const end = endOfContent(scene, start);
  if (end <= first) return null;
  return makeCandidate(told, kind, verbClass, [{ first, end }], index, start);
}

/** "… what he said had become a burden", "… who, he said, were cheated": the verb behind the cue goes on with what he said. */
function predicate(scene: SentenceScene, told: Told, index: number): Candidate | null {
  const { tokens, spanAt } = scene;
  const { group, speaker } = told;
  const first = group.end;
  const opened = tokens[told.first - 1]?.tag === "wh" && !speaker?.relative && !told.shared && !told.inverted;
  if (!opened || !speaker || !group.classes.has("say") || group.mood !== "finite") return null;
  if (spanAt[first] !== -1 || !VERBAL.has(tokens[first]?.tag ?? "stop")) return null;
  const start = startOf(scene, told, first, "bare-clause");
  const end = endOfContent(scene, start);
  return end > first + 1 ? makeCandidate(told, "bare-clause", "say", [{ first, end }], index, start) : null;
}

/** `He cited the need for talks: “…”`: the quotation is a statement of its own. */
function quotationBehindColon(
  scene: SentenceScene,
  told: Told,
  index: number,
  candidate: Candidate | null,
  goesOn: Continuation,
): Candidate | null {
  const { tokens, spanAt, sentence, groups } = scene;
  const verbClass = quotationClass(told.group);
  if (!verbClass || !told.speaker || told.group.mood !== "finite") return null;
  for (let at = told.group.end; at < sentence.endToken; at += 1) {
    if (tokens[at]?.tag !== "colon" || spanAt[at] !== -1) continue;
    // "A diplomat, who asked not to be named, said: “…”": the colon is the main clause's.
    const isMains =
      told.speaker.relative &&
      groups.some(({ first, mood }) => first > told.group.end && first < at && mood === "finite");
    if (isMains) return null;
    const span = spanAround(scene, at + 1);
    const behind =
      at + 1 < sentence.endToken
        ? span?.first === at + 1
          ? [{ first: span.first, end: span.end }]
          : []
        : goesOn(at + 1);
    const [first] = behind;
    if (!first || candidate?.spans.some((one) => one.first === first.first)) return null;
    return makeCandidate(told, "colon", verbClass, behind, index);
  }
  return null;
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
  return makeCandidate(
    told,
    frame,
    verbClass,
    rest ? [left, rest] : [left, ...goesOn(sentence.endToken)],
    index,
  );
}

/** What follows a cue between commas, when the words before it were no whole clause. */
function restOfClause(scene: SentenceScene, told: Told, left: TokenSpan): TokenSpan | null {
  const { tokens } = scene;
  const end = endOfWords(scene);
  for (let at = Math.max(told.end, told.group.end); at < Math.min(end, told.group.end + 25); at += 1) {
    if (tokens[at]?.tag !== "comma") continue;
    const next = tokens[at + 1]?.tag;
    const whole = isClause(scene, left);
    const added = at === Math.max(told.end, told.group.end) ? addition(scene, at + 1, end) : null;
    if (whole && added) return added;
    if ((whole && next !== "conjunction") || next === "ing" || next === "participle") return null;
    const first = at + 1;
    const until = endOfContent(scene, startOf(scene, told, first, "rest"));
    return until > first && isClause(scene, { first, end: until }) ? { first, end: until } : null;
  }
  return null;
}

/** "…, officials said, in part because …": a reason or an example that goes on with what was said. */
function addition({ tokens, spanAt }: SentenceScene, first: number, end: number): TokenSpan | null {
  for (let at = first; at < Math.min(end, first + 4) && spanAt[at] === -1; at += 1) {
    if (ADDING.has(tokens[at]?.lower ?? "")) return { first, end };
    if (!LEADING.has(tokens[at]?.lower ?? "")) return null;
  }
  return null;
}

const ADDING = new Set([
  "because",
  "including",
  "especially",
  "particularly",
  "unless",
  "even",
  "if",
  "although",
  "though",
]);
const LEADING = new Set(["in", "part", "partly", "largely", "mainly", "not", "simply"]);
