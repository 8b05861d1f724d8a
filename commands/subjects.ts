import { quoted } from "../src/messages/spans.ts";
import { queryOf } from "../src/store/own-people.ts";
import type { CommandContext } from "./command.ts";
import { nameKey, ownTopicsOf } from "./own-names.ts";
import { findPerson, isKnownName, type Named, placesNamed } from "./people.ts";
import { findTopic, nearestTopics } from "./topic-names.ts";

/** What something is about: a topic, somebody, or just words. */
export type Subject =
  | { readonly kind: "topic"; readonly id: string; readonly name: string }
  | { readonly kind: "actor"; readonly id: string; readonly name: string }
  | {
      readonly kind: "words";
      readonly words: string;
      /** Of a topic or a person of the workspace's own. */
      readonly name?: string;
      readonly isPerson?: boolean;
    };

const ID = /^(topic|actor|own):(.+)$/u;

/** Reads a subject as typed, or as a button holds it ("topic:taiwan"). */
export async function findSubject(typed: string, context: CommandContext): Promise<Subject> {
  const { knowledge } = context;
  const [, kind, id] = ID.exec(typed.trim()) ?? [];
  if (kind === "topic" && id !== undefined) {
    const topic = knowledge.topics().find((one) => one.id === id);
    if (topic) return { kind: "topic", id: topic.id, name: topic.name };
  }
  const words = unquote(id ?? typed);
  const topic = findTopic(words, knowledge);
  if (topic) return { kind: "topic", id: topic.id, name: topic.name };
  const [topics, person] = await Promise.all([
    ownTopicsOf(context),
    // What is said about somebody is found by their id only when `knowledge` or the workspace has them.
    findPerson(words, context, { withNear: false, inNews: false }),
  ]);
  const own = topics.find(({ name }) => nameKey(name) === nameKey(words));
  if (own) return { kind: "words", words: own.query, name: own.name };
  if (person.kind === "one" && person.person.actor !== null) {
    return { kind: "actor", id: person.person.actor, name: person.person.name };
  }
  if (person.kind === "one" && person.person.own) {
    return { kind: "words", words: queryOf(person.person.own), name: person.person.name, isPerson: true };
  }
  const [place] = placesNamed(words, knowledge);
  if (place) return { kind: "actor", id: place.id, name: place.name };
  // The marks of a phrase are part of what is searched for.
  return { kind: "words", words: id ?? typed.trim() };
}

/** As a button holds it. */
export function subjectValue(subject: Subject): string {
  if (subject.kind !== "words") return `${subject.kind}:${subject.id}`;
  return subject.name === undefined ? subject.words : `own:${subject.name}`;
}

export function subjectName(subject: Subject): string {
  return subject.kind === "words" ? (subject.name ?? quoted(subject.words)) : subject.name;
}

/** "about Antony Blinken", "on Taiwan". */
export function onSubject(subject: Subject): string {
  const isPerson = subject.kind === "words" ? subject.isPerson === true : subject.kind === "actor";
  return `${isPerson ? "about" : "on"} ${subjectName(subject)}`;
}

/** Who is asked for, and about what, in free words: "blinken taiwan", "about blinken", "wang yi on tariffs". */
export interface Asked {
  readonly speaker: readonly Named[];
  /** Words that named nobody and no topic we know. */
  readonly unknown: string | null;
  readonly about: string | null;
  readonly near: readonly Named[];
}

const ABOUT = /^(?:about|on|mentioning|regarding)$/iu;
const MOST_WORDS = 12;
const LONGEST_NAME = 5;

/** Takes free words apart: the longest beginning that is somebody's name, and the rest as the subject. */
export async function readAsked(words: string, context: CommandContext): Promise<Asked> {
  const parts = (words.match(/"[^"]*"?|\S+/gu) ?? []).slice(0, MOST_WORDS);
  if (parts.length === 0) return asked({});
  // "/quotes taiwan": a topic alone is what all speakers said on it.
  if (!isKnownName(words, context.knowledge) && findTopic(words, context.knowledge))
    return asked({ about: words });
  const at = parts.findIndex((part) => ABOUT.test(part));
  if (at === 0) return asked({ about: joined(parts.slice(1)) });
  if (at > 0) {
    const who = await findPerson(joined(parts.slice(0, at)), context);
    const about = joined(parts.slice(at + 1)) || null;
    if (who.kind === "none") return asked({ unknown: joined(parts.slice(0, at)), near: who.near, about });
    return asked({ speaker: who.kind === "one" ? [who.person] : who.people, about });
  }
  const ends = parts.slice(0, LONGEST_NAME).map((_, index) => index + 1);
  const people = await Promise.all(
    ends.map((end) => findPerson(joined(parts.slice(0, end)), context, { withNear: false })),
  );
  for (const [index, who] of [...people.entries()].toReversed()) {
    if (who.kind === "none") continue;
    const about = joined(parts.slice(index + 1)) || null;
    return asked({ speaker: who.kind === "one" ? [who.person] : who.people, about });
  }
  return readWithoutName(parts, context);
}

async function readWithoutName(parts: readonly string[], context: CommandContext): Promise<Asked> {
  const words = joined(parts);
  const [first] = parts;
  const [near, whole] = await Promise.all([
    findPerson(first === undefined ? "" : unquote(first), context),
    findPerson(words, context),
  ]);
  const people = [...(whole.kind === "none" ? whole.near : []), ...(near.kind === "none" ? near.near : [])];
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  if (unique.length === 0 && nearestTopics(words, context.knowledge, 1).length > 0)
    return asked({ about: words });
  return asked({ unknown: words, near: unique.slice(0, 4) });
}

function asked(part: Partial<Asked>): Asked {
  return { speaker: [], unknown: null, about: null, near: [], ...part };
}

function joined(parts: readonly string[]): string {
  return parts.map(unquote).join(" ").trim();
}

function unquote(text: string): string {
  return text.replaceAll('"', "").trim();
}
