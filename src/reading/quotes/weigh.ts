import type { Candidate } from "./candidate.ts";
import { reports, type SentenceScene } from "./content.ts";
import { type Features, Odds, toScale } from "./logistic.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { isTitle } from "./titles.ts";
import { CANDIDATE_WEIGHTS } from "./weights.ts";
import { NOUN_VERBS, PEOPLE_NOUNS, SPEAKING_THINGS } from "./word-list.ts";

const SCALE = toScale(CANDIDATE_WEIGHTS);

/** How likely a candidate is a statement, 0 to 1. */
export function weigh(scene: SentenceScene, candidate: Candidate): number {
  // She read “War and Peace”.
  if (candidate.verbClass === "voice" && isTitle(scene, candidate.spans[0]?.first ?? 0)) return 0;
  const odds = new Odds(SCALE);
  findFeatures(scene, candidate, odds);
  const chance = odds.chance();
  if (isFinding(scene, candidate)) return Math.max(chance, FINDING);
  if (isStance(scene, candidate)) return Math.max(chance, STANCE);
  return isSign(scene, candidate) ? chance * SIGN_SHARE : chance;
}

/** "The commission found that …": those who publish findings say them, though not everyone counts that as speech. */
const FINDING = 0.5;
const FINDERS = new Set(["find", "conclude", "determine", "estimate", "show", "indicate", "learn", "reveal"]);

function isFinding(scene: SentenceScene, candidate: Candidate): boolean {
  if (
    !FINDERS.has(candidate.lemma) ||
    (candidate.frame !== "that-clause" &&
      candidate.frame !== "bare-clause" &&
      candidate.frame !== "clause-before-cue") ||
    candidate.mood !== "finite"
  )
    return false;
  const kind = speakerKind(scene, candidate);
  return kind === "name" || kind === "people" || kind === "speaking thing";
}

/** "Analysts believe that …": what someone named thinks has reached the reporter as words. */
const STANCE = 0.45;
const STANCES = new Set("believe think expect hope fear doubt suspect worry feel".split(" "));

function isStance(scene: SentenceScene, candidate: Candidate): boolean {
  const { lemma, frame, mood, modal } = candidate;
  if (!STANCES.has(lemma) || mood !== "finite" || modal) return false;
  if (frame !== "that-clause" && frame !== "bare-clause") return false;
  const kind = speakerKind(scene, candidate);
  return (
    kind === "name" || kind === "people" || kind === "pronoun" || kind === "who" || kind === "speaking thing"
  );
}

/** "His position suggests that …" is the reporter's reading, not a statement. */
const SIGN_SHARE = 0.4;
const SIGNS = new Set(
  "suggest show indicate underline underscore highlight signal imply confirm reveal demonstrate illustrate threaten promise reflect".split(
    " ",
  ),
);

/** "It shows that": whatever "it" is, it does not speak. */
const SHOWING = new Set([
  "show",
  "indicate",
  "demonstrate",
  "illustrate",
  "reflect",
  "underscore",
  "underline",
]);

function isSign(scene: SentenceScene, candidate: Candidate): boolean {
  const { lemma, frame } = candidate;
  const mayPoint = SIGNS.has(lemma) && !frame.startsWith("quotation");
  if (!mayPoint && !SHOWING.has(lemma)) return false;
  const kind = speakerKind(scene, candidate);
  if (kind === "it") return SHOWING.has(lemma);
  return mayPoint && (kind === "thing" || kind === "things" || kind === "no speaker");
}

/** What speaks for or against a candidate, free of its words. */
export function findFeatures(scene: SentenceScene, candidate: Candidate, found: Features): void {
  const { frame, verbClass, mood } = candidate;
  const speaker = speakerKind(scene, candidate);
  const quoted = quotedShare(scene, candidate.spans);
  const group = strengthOf(candidate);
  found.add(frame);
  found.add(`${verbClass} verb`);
  found.pair(frame, verbClass);
  found.pair(frame, group);
  found.pair(frame, mood);
  found.pair(frame, speaker);
  found.pair(verbClass, speaker);
  found.pair(group, speaker);
  found.pair(frame, quoted);
  found.pair(verbClass, quoted);
  found.add(`speaker: ${speaker}`);
  found.add(quoted);
  found.pair(frame, lengthOf(candidate.spans));
  if (candidate.negated) {
    found.add("negated");
    found.pair("negated", verbClass);
  }
  if (candidate.modal) {
    found.add("modal");
    found.pair("modal", verbClass);
  }
  if (candidate.shared) found.pair("shared", mood);
  if (candidate.relative) found.add("relative");
  if (candidate.inverted) found.pair("inverted", frame);
  if (candidate.start?.subordinate) {
    found.add("subordinate");
    found.pair("subordinate", frame);
  }
  if (scene.sentence.firstToken === 0) found.pair("headline", frame);
  if (NOUN_VERBS.has(candidate.lemma)) found.pair("often a noun", frame);
  if (saidBehind(scene, candidate)) found.pair("another cue behind", frame);
  if (holdsCue(scene, candidate)) found.pair("holds a cue", frame);
  if (isTitle(scene, candidate.spans[0]?.first ?? 0)) found.pair("like a title", frame);
  addOpening(scene, candidate, found);
  addObject(scene, candidate, group, found);
}

/** Verbs that hardly do anything but report. */
const PLAIN_CUES = new Set(["say", "tell", "add", "write", "tweet"]);
const CLEAR_CUES = new Set(
  `argue claim insist warn announce declare explain state assert contend acknowledge concede admit predict complain
  suggest reply respond recall remark conclude allege stress emphasise emphasize caution deny confirm promise vow pledge
  threaten urge accuse describe criticise criticize praise condemn blame reject dismiss propose reiterate joke quip`.split(
    /\s+/u,
  ),
);

/** Verbs that bring something up, and so say it. */
const CITING_CUES = new Set(
  "cite mention note highlight discuss recall reveal point reference recount question indicate emphasise emphasize".split(
    " ",
  ),
);
/** Verbs of harsh words. */
const ATTACKING_CUES = new Set(
  `slam blast denounce attack rip mock ridicule lambast lambaste rebuke assail bash condemn deride decry accuse fault
  lament bemoan chide scold hammer`.split(/\s+/u),
);
/** What is done rather than said, though words may do it. */
const DOING_CUES = new Set(
  `welcome invite cast convince persuade advocate champion oppose unveil publish release issue require back
  endorse support promote favor favour salute honor honour paint press lobby encourage establish learn determine
  discover prove demonstrate project document agree offer refuse decline commit undertake consent volunteer resolve`.split(
    /\s+/u,
  ),
);

function strengthOf({ lemma, verbClass }: Candidate): string {
  if (PLAIN_CUES.has(lemma)) return "plain cue";
  if (CITING_CUES.has(lemma)) return "citing cue";
  if (ATTACKING_CUES.has(lemma)) return "attacking cue";
  if (DOING_CUES.has(lemma)) return "doing cue";
  if (CLEAR_CUES.has(lemma)) return "clear cue";
  return verbClass === "noun" || verbClass === "according" || verbClass === "none" ? verbClass : "other cue";
}

function speakerKind({ tokens, nameStarts }: SentenceScene, { speaker }: Candidate): string {
  if (!speaker) return "no speaker";
  const first = tokens[speaker.first];
  if (!first) return "no speaker";
  if (speaker.end === speaker.first + 1) {
    if (first.lower === "i" || first.lower === "we" || first.lower === "you") return "first person";
    if (first.lower === "it" || first.lower === "one" || first.lower === "there" || first.lower === "this")
      return "it";
    if (first.tag === "pronoun" || first.tag === "object") return "pronoun";
    if (first.tag === "wh") return first.lower === "who" ? "who" : "which";
    if (first.tag === "that") return "which";
    if (first.tag === "possessive") return "owner";
  }
  let kind = "thing";
  for (let at = speaker.first; at < speaker.end; at += 1) {
    const token = tokens[at];
    if (!token || token.tag === "comma" || token.tag === "preposition") break;
    if (nameStarts[at] === 1 || token.tag === "proper") kind = "name";
    else if (PEOPLE_NOUNS.has(token.lower)) kind = "people";
    else if (SPEAKING_THINGS.has(token.lower)) kind = "speaking thing";
    else if (token.tag === "noun" && at > speaker.first)
      kind = kind === "name" ? "name and noun" : token.lower.endsWith("s") ? "things" : "thing";
  }
  return kind;
}

function quotedShare({ spanAt }: SentenceScene, spans: readonly TokenSpan[]): string {
  let inside = 0;
  let all = 0;
  for (const { first, end } of spans) {
    for (let at = first; at < end; at += 1) {
      all += 1;
      if (spanAt[at] !== -1) inside += 1;
    }
  }
  if (inside === 0) return "unquoted";
  return inside === all ? (all <= 5 ? "few words quoted" : "quoted") : "partly quoted";
}

function lengthOf(spans: readonly TokenSpan[]): string {
  let length = 0;
  for (const { first, end } of spans) length += end - first;
  return length <= 2 ? "1 or 2 words" : length <= 5 ? "few words" : length <= 12 ? "short" : "long";
}

/** "… announced the order, saying that": the second cue has the words. */
function saidBehind({ groups }: SentenceScene, { spans, cue }: Candidate): boolean {
  const end = spans.at(-1)?.end ?? 0;
  return groups.some(
    (group) =>
      group.first >= end &&
      group.first <= end + 2 &&
      group.first > (cue?.end ?? 0) &&
      group.mood === "ing" &&
      reports(group),
  );
}

/** Has the content in front of a cue a cue of its own. */
function holdsCue({ groups }: SentenceScene, { spans, cue }: Candidate): boolean {
  const first = spans[0];
  if (!first || !cue || first.end > cue.first) return false;
  return groups.some(
    (group) =>
      group.first >= first.first &&
      group.end <= first.end &&
      group.mood === "finite" &&
      !group.passive &&
      (group.classes.has("say") || group.classes.has("tell")),
  );
}

/** "accused China of", "urged both to leave": what the verb says of its object; "praised China" says nothing. */
function addObject(
  { tokens, spanAt }: SentenceScene,
  { frame, verbClass, spans }: Candidate,
  group: string,
  found: Features,
): void {
  const [span] = spans;
  if (frame !== "object" || !span) return;
  let link = "bare";
  for (let at = span.first + 1; at < span.end && link === "bare"; at += 1) {
    const token = tokens[at];
    if (spanAt[at] !== -1) link = "quoted";
    else if (token?.tag === "to" && tokens[at + 1]?.tag === "infinitive") link = "to do";
    else if (LINKING.has(token?.lower ?? "")) link = token?.lower ?? "";
    else if (token?.tag === "comma" || token?.tag === "conjunction") break;
  }
  found.pair(`object ${link}`, verbClass);
  found.pair(`object ${link}`, group);
}

const LINKING = new Set(["for", "of", "as", "over", "that", "because"]);

function addOpening(
  { tokens, spanAt }: SentenceScene,
  { spans, frame, start }: Candidate,
  found: Features,
): void {
  const at = spans[0]?.first ?? 0;
  if (start && spanAt[at] === -1) found.pair(frame, `opens with ${tokens[at]?.tag ?? "nothing"}`);
}
