import type { Knowledge, Topic } from "../src/knowledge/knowledge.ts";
import { editDistance, toWords } from "../src/knowledge/nearest.ts";
import type { CommandContext, Suggestion } from "./command.ts";

/** Words that people put around a topic's name. */
const FILLERS = new Set([
  "the",
  "topic",
  "topics",
  "news",
  "on",
  "about",
  "and",
  "of",
  "us",
  "china",
  "between",
]);

/** The topic that goes by a name as typed, whatever its case, hyphens and plural; null when none does. */
export function findTopic(typed: string, knowledge: Knowledge): Topic | null {
  const whole = keyOf(toWords(typed));
  if (whole === "") return null;
  const bare = keyOf(withoutFillers(toWords(typed)));
  return (
    knowledge.topics().find((topic) => keysOf(topic).includes(whole)) ??
    knowledge.topics().find((topic) => bare !== "" && keysOf(topic).includes(bare)) ??
    null
  );
}

/** Topics whose names are most like what was typed, best first. */
export function nearestTopics(typed: string, knowledge: Knowledge, limit: number): Topic[] {
  const words = withoutFillers(toWords(typed));
  if (words.length === 0) return [];
  return knowledge
    .topics()
    .map((topic) => ({
      topic,
      cost: Math.min(...namesOf(topic).map((name) => costOf(words, toWords(name)))),
    }))
    .filter(({ cost }) => cost < 0.6)
    .toSorted((one, other) => one.cost - other.cost)
    .slice(0, limit)
    .map(({ topic }) => topic);
}

export async function suggestTopics(typed: string, { knowledge }: CommandContext): Promise<Suggestion[]> {
  const found = typed.trim() === "" ? knowledge.topics() : nearestTopics(typed, knowledge, 15);
  return found.map(({ id, name }) => ({ label: name, value: id }));
}

/** Topics by id, as they are shown. */
export function topicNames(knowledge: Knowledge): Map<string, string> {
  return new Map(knowledge.topics().map(({ id, name }) => [id, name]));
}

function namesOf(topic: Topic): string[] {
  return [topic.id, topic.name, ...topic.aliases];
}

const KEYS = new WeakMap<Topic, readonly string[]>();

function keysOf(topic: Topic): readonly string[] {
  const made = KEYS.get(topic);
  if (made) return made;
  const keys = namesOf(topic).flatMap((name) => [keyOf(toWords(name)), keyOf(withoutFillers(toWords(name)))]);
  KEYS.set(topic, keys);
  return keys;
}

function withoutFillers(words: readonly string[]): string[] {
  return words.filter((word) => !FILLERS.has(word));
}

/** Plurals and British spelling are the same word. */
function keyOf(words: readonly string[]): string {
  return words.map(stem).join(" ");
}

function stem(word: string): string {
  const spelt = word === "defense" ? "defence" : word;
  return spelt.length > 3 ? spelt.replace(/(?<!s)s$/u, "") : spelt;
}

/** 0 when every typed word is in the name, 1 when none is nearly there. */
function costOf(typed: readonly string[], name: readonly string[]): number {
  const costs = typed.map((word) => Math.min(1, ...name.map((other) => wordCost(stem(word), stem(other)))));
  const sum = costs.reduce((total, cost) => total + cost, 0);
  return sum / typed.length + Math.max(0, name.length - typed.length) * 0.02;
}

function wordCost(typed: string, word: string): number {
  if (typed === word) return 0;
  if (typed.length >= 2 && word.startsWith(typed)) return 0.1;
  if (typed.length < 4) return 1;
  const allowed = typed.length < 7 ? 1 : 2;
  const distance = editDistance(typed, word, allowed);
  return distance > allowed ? 1 : 0.15 * distance + 0.1;
}
