import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Side } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import type { Appearance, CastMember } from "./cast.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { Resolved } from "./resolve.ts";
import type { TextScene } from "./statements-in-text.ts";

const LONGEST_ROLE = 30;
const FORMS_OF_ADDRESS = new Set(["mr", "mrs", "ms", "dr", "miss", "sir", ".", "prof"]);

/** What the article says of everyone it names, such as "senior research fellow at the Quincy Institute". */
function readDescriptions(scene: TextScene, cast: readonly Appearance[]): Map<CastMember, string> {
  const found = new Map<CastMember, string>();
  for (const one of cast) {
    if (one.member.kind !== "person" || found.has(one.member)) continue;
    const description = apposition(scene, one.end) ?? titleBefore(scene, one);
    if (description) found.set(one.member, description);
  }
  return found;
}

/** Tells what speakers are: their office that day, else what the text calls them. Asks for each office once. */
export function createRoles(
  scene: TextScene,
  cast: readonly Appearance[],
  knowledge: Knowledge,
  date: Date,
): (candidate: Candidate, resolved: Resolved | null) => string | null {
  const descriptions = readDescriptions(scene, cast);
  const offices = new Map<string, string | null>();
  const officeOf = (actor: string): string | null => {
    const known = offices.get(actor);
    if (known !== undefined) return known;
    const office = knowledge.roleAt(actor, date);
    offices.set(actor, office);
    return office;
  };
  return (candidate, resolved) => {
    if (!resolved) return sourceWords(scene, candidate.speaker);
    const { member } = resolved;
    if (!member) return null;
    return (member.actor === null ? null : officeOf(member.actor)) ?? descriptions.get(member) ?? null;
  };
}

/** "a senior US official": who an unnamed source is said to be. */
function sourceWords({ tokens, document }: TextScene, speaker: TokenSpan | null): string | null {
  if (!speaker) return null;
  const opening = tokens[speaker.first]?.tag;
  const counted = opening === "number" && tokens[speaker.first + 1]?.tag !== "preposition";
  const bare = opening === "determiner" || counted ? speaker.first + 1 : speaker.first;
  const last = tokens[speaker.end - 1];
  if (bare >= speaker.end || !last || opening === "pronoun" || opening === "wh" || opening === "that")
    return null;
  return document.text.slice(tokens[bare]?.token.start ?? 0, last.token.end);
}

/** ", director of the Asia Programme at the German Marshall Fund," behind a name. */
function apposition({ tokens, spanAt, document }: TextScene, comma: number): string | null {
  if (tokens[comma]?.tag !== "comma") return null;
  let first = comma + 1;
  if (tokens[first]?.tag === "number") return null;
  if (tokens[first]?.tag === "determiner") first += 1;
  const opening = tokens[first]?.tag;
  // "managing director of …", but no "speaking in Beijing"
  const titled = opening === "ing" && tokens[first + 1]?.tag === "noun";
  if (
    !titled &&
    opening !== "noun" &&
    opening !== "adjective" &&
    opening !== "proper" &&
    opening !== "possessive"
  )
    return null;
  for (let at = first; at < Math.min(tokens.length, first + LONGEST_ROLE); at += 1) {
    const token = tokens[at];
    if (!token || spanAt[at] !== -1 || token.tag === "finite" || token.tag === "be" || token.tag === "modal")
      return null;
    const ends =
      token.tag === "comma" || token.tag === "stop" || token.tag === "wh" || token.tag === "semicolon";
    if (!ends) continue;
    const last = tokens[at - 1];
    const lower = tokens.slice(first, at).some(({ tag }) => tag === "noun");
    return last && at > first && lower
      ? document.text.slice(tokens[first]?.token.start ?? 0, last.token.end)
      : null;
  }
  return null;
}

/** "California Congressman" before a name. */
function titleBefore(scene: TextScene, { first }: Appearance): string | null {
  const { tokens, document, spanAt, sentences, sentenceAt } = scene;
  const opening = sentences[sentenceAt[first] ?? 0]?.firstToken ?? 0;
  let at = first;
  while (
    at > opening &&
    at > first - 10 &&
    spanAt[at - 1] === -1 &&
    isTitleWord(tokens[at - 1]?.tag) &&
    !FORMS_OF_ADDRESS.has(tokens[at - 1]?.lower ?? "")
  )
    at -= 1;
  const [start, last] = [tokens[at], tokens[first - 1]];
  if (at === first || !start || !last || last.possessive) return null;
  return document.text.slice(start.token.start, last.token.end);
}

const isTitleWord = (tag: string | undefined) => tag === "proper" || tag === "noun" || tag === "adjective";

const SIDES: readonly (readonly [RegExp, Side])[] = [
  [/\b(?:Taiwan(?:ese)?|Taipei)\b/u, "Taiwan"],
  [/\bHong Kong\b/u, "Hong Kong"],
  [/\b(?:China|Chinese|PRC|Beijing|Communist Party)\b/u, "PRC"],
  [
    /\b(?:US|USA|America|American|Washington|White House|Pentagon|Congress|Congress(?:man|woman)|Senator|Senate|State Department|Treasury Department|Republicans?|Democrats?|Biden|Trump)\b|U\.S\./u,
    "US",
  ],
];

/** Whose voice it is: the actor's side, else that of the first country named in the words for the speaker. */
export function sideOf(
  scene: TextScene,
  candidate: Candidate,
  resolved: Resolved | null,
  role: string | null,
  knowledge: Knowledge,
): Side {
  const actor = resolved?.member?.actor;
  if (actor && knowledge.actor(actor)) return knowledge.sideOf(actor);
  const { tokens, document } = scene;
  const { speaker } = candidate;
  const words = speaker
    ? document.text.slice(tokens[speaker.first]?.token.start ?? 0, tokens[speaker.end - 1]?.token.end ?? 0)
    : "";
  return sideInWords(`${words} ${role ?? ""} ${resolved?.name ?? ""}`);
}

/** "The embassy in Washington", "the ambassador to China": where they are posted is not whose voice they are. */
const POSTED =
  /\b(?:embassy|consulate(?:[ -]general)?|mission|ambassador|envoy|attaché) (?:in|to) (?:the )?\p{Lu}[\p{L}.]*/gu;

/** "An expert on US studies", "a China specialist": nor is what they study. */
const STUDIED =
  /\b(?:on|of|in) (?:the )?(?:\p{Lu}[\p{L}.-]* (?:and )?)+(?:studies|relations|affairs|issues|policy|politics|history)\b|\b(?:expert|specialist|authority|researcher|scholar|analyst)s? on (?:the )?\p{Lu}[\p{L}.-]*|\b(?:US|American|China|Taiwan)(?: \p{Ll}+)? (?:studies|specialist|watcher|scholar|hand|programme|program)s?\b/gu;

function sideInWords(words: string): Side {
  const own = words.replaceAll(POSTED, "").replaceAll(STUDIED, "");
  let best: { readonly at: number; readonly side: Side } | null = null;
  for (const [pattern, side] of SIDES) {
    const at = own.search(pattern);
    if (at >= 0 && (!best || at < best.at)) best = { at, side };
  }
  return best?.side ?? "other";
}
