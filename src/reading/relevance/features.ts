import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention } from "../../model.ts";
import { createPhraseFinder } from "../phrases.ts";
import { readWords, type Word } from "../words.ts";
import { RELEVANCE_WORDS, type WordClass } from "./words.ts";

export interface RelevanceSource {
  readonly title: string;
  /** The words of the text; the first few hundred are looked at. */
  readonly words: readonly Word[];
  readonly titleMentions: readonly Mention[];
  readonly mentions: readonly Mention[];
}

/** What is weighed: each from 0 to about 1, named for what it says. */
export type Features = Readonly<Record<string, number>>;

/** A headline and its lead must do; a long article says the rest by how often it names the two. */
const LEAD_LETTERS = 700;
const BODY_WORDS = 650;

const finder = createPhraseFinder<WordClass>(RELEVANCE_WORDS);

/** The words of one stretch of text by class, with where they stand. */
interface Seen {
  readonly words: readonly Word[];
  readonly found: ReadonlyMap<WordClass, readonly number[]>;
  /** Where the longest phrase that begins at a word ends. */
  readonly ends: ReadonlyMap<number, number>;
}

export interface RelevanceEvidence {
  readonly features: Features;
  /** Words as printed, by what they stand for; for the reasons. */
  readonly words: Readonly<Record<"us" | "prc" | "dealings" | "other", readonly string[]>>;
}

export function readEvidence(source: RelevanceSource, knowledge: Knowledge): RelevanceEvidence {
  const title = look(readWords(source.title), source.titleMentions, knowledge);
  const all = look(source.words.slice(0, BODY_WORDS), source.mentions, knowledge);
  const lead = cut(all, LEAD_LETTERS);
  return { features: weighables(title, lead, all), words: printedWords(title, all) };
}

function look(words: readonly Word[], mentions: readonly Mention[], knowledge: Knowledge): Seen {
  const end = words.at(-1)?.end ?? 0;
  const found = new Map<WordClass, number[]>();
  const add = (kind: WordClass, at: number) => {
    const places = found.get(kind);
    if (!places) found.set(kind, [at]);
    else if (!places.includes(at)) places.push(at);
  };
  const ends = new Map<number, number>();
  for (const { value, first, end: last } of finder.find(words)) {
    add(value, first);
    ends.set(first, Math.max(last, ends.get(first) ?? 0));
  }
  let at = 0;
  for (const { start, kind, actor } of mentions) {
    if (start >= end) break;
    while (at < words.length - 1 && (words[at]?.end ?? 0) <= start) at += 1;
    if (actor === null || kind === "place") continue;
    const side = knowledge.sideOf(actor);
    if (side !== "US" && side !== "PRC") continue;
    const person = knowledge.actor(actor);
    const official =
      person?.kind === "person" && ["official", "legislator", "military"].includes(person.class);
    add(`${side === "US" ? "us" : "prc"}-${official ? "state" : "loose"}`, at);
  }
  return { words, found, ends };
}

function cut({ words, found, ends }: Seen, letters: number): Seen {
  const end = words.findIndex(({ start }) => start >= letters);
  if (end < 0) return { words, found, ends };
  const kept = new Map([...found].map(([kind, places]) => [kind, places.filter((at) => at < end)] as const));
  return { words: words.slice(0, end), found: kept, ends };
}

const US: readonly WordClass[] = ["us-state", "us-loose"];
const PRC: readonly WordClass[] = ["prc-state", "prc-loose"];

function weighables(title: Seen, lead: Seen, all: Seen): Features {
  const [us, prc] = [has(title, "us-state"), has(title, "prc-state")];
  const anyUs = Math.max(us, has(title, "us-loose"));
  const anyPrc = Math.max(prc, has(title, "prc-loose"), has(title, "between"));
  const pair = has(title, "pair");
  const leadUs = has(lead, "us-state");
  const leadPrc = has(lead, "prc-state");
  const leadBoth = leadUs * Math.max(leadPrc, has(lead, "prc-loose"), has(lead, "between"));
  const bothInTitle = Math.max(pair, anyUs * anyPrc);
  const per100 = (seen: Seen, kinds: readonly WordClass[]) =>
    Math.min(1, count(seen, kinds) / Math.max(8, seen.words.length / 12));
  const density = Math.min(per100(all, [...US, "pair"]), per100(all, [...PRC, "between", "pair"]));
  const asides = [...title.found.keys()].filter((kind) => kind.startsWith("aside-"));
  return {
    pairInTitle: pair,
    bothInTitle,
    statesInTitle: us * prc,
    usOnlyInTitle: anyUs * (1 - anyPrc),
    prcOnlyInTitle: anyPrc * (1 - anyUs),
    neitherInTitle: (1 - anyUs) * (1 - anyPrc) * (1 - pair),
    prcTitleUsLead: prc * leadUs * (1 - anyUs),
    looseTitleUsLead: (1 - prc) * anyPrc * leadUs * (1 - anyUs),
    betweenInTitle: has(title, "between"),
    bothInLead: leadBoth,
    nearInTitle: nearness(title),
    dealingsInTitle: Math.min(1, count(title, ["dealings"]) / 2),
    dealingsWithBoth: bothInTitle * Math.min(1, count(title, ["dealings"])),
    dealingsInLead: Math.min(1, count(lead, ["dealings"]) / 4) * Math.max(leadBoth, bothInTitle),
    density,
    prcDensity: per100(all, [...PRC, "between"]),
    othersInTitle: Math.min(1, count(title, ["other"]) / 2),
    othersWithoutBoth: has(title, "other") * (1 - bothInTitle),
    othersInLead: Math.min(1, count(lead, ["other"]) / 4),
    asideInTitle: Math.min(1, asides.length / 2),
    markets: has(title, "aside-markets"),
    sport: has(title, "aside-sport"),
    accident: has(title, "aside-accident"),
    disease: has(title, "aside-disease"),
  };
}

function has({ found }: Seen, kind: WordClass): number {
  return (found.get(kind)?.length ?? 0) > 0 ? 1 : 0;
}

function count({ found }: Seen, kinds: readonly WordClass[]): number {
  return new Set(kinds.flatMap((kind) => found.get(kind) ?? [])).size;
}

/** How near the two states stand to each other at their nearest: 1 side by side, 0 beyond a sentence's length. */
function nearness({ found }: Seen): number {
  if ((found.get("pair")?.length ?? 0) > 0) return 1;
  const us = found.get("us-state") ?? [];
  const prc = found.get("prc-state") ?? [];
  let nearest = 30;
  for (const a of us) for (const b of prc) nearest = Math.min(nearest, Math.abs(a - b));
  return 1 - nearest / 30;
}

function printedWords(title: Seen, all: Seen): RelevanceEvidence["words"] {
  const printed = (kinds: readonly WordClass[]) => {
    const texts = [title, all].flatMap(({ words, found, ends }) =>
      kinds.flatMap((kind) =>
        (found.get(kind) ?? []).map((at) => phraseOf(words.slice(at, ends.get(at) ?? at + 1))),
      ),
    );
    return [...new Set(texts)].slice(0, 4);
  };
  return {
    us: printed(US),
    prc: printed([...PRC, "between"]),
    dealings: printed(["dealings"]),
    other: printed(["other"]),
  };
}

/** As printed, but for the spaces that Chinese does not have. */
function phraseOf(words: readonly Word[]): string {
  return words
    .map(({ text }, index) =>
      index > 0 && words[index - 1]?.end !== words[index]?.start ? ` ${text}` : text,
    )
    .join("");
}
