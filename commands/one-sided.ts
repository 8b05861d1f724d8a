import type { OneSided } from "../src/messages/story.ts";
import type { TopicScore } from "../src/model.ts";

/** An article of a story as far as comparing sides goes. */
export interface SidedArticle {
  readonly country: string;
  readonly title: string;
  readonly text: string;
  readonly topics: readonly TopicScore[];
  /** Names of people and organisations in it, one for each mention. */
  readonly names: readonly string[];
}

const VOICES: readonly { readonly countries: readonly string[]; readonly voices: string }[] = [
  { countries: ["US", "United States"], voices: "US outlets" },
  { countries: ["CN", "China"], voices: "Chinese outlets" },
];
const SHOWN = 6;

/** Whether there is anything to compare: outlets of each side carry the story. */
export function haveBothSides(articles: readonly Pick<SidedArticle, "country">[]): boolean {
  return VOICES.every(({ countries }) => articles.some(({ country }) => countries.includes(country)));
}

/**
 * What the outlets of one side bring up and those of the other never say: topics whose words do not stand in
 * any text of the other, and people named at least twice. Empty unless both sides carry the story.
 */
export function onlyInOneSide(
  articles: readonly SidedArticle[],
  topicNames: ReadonlyMap<string, string>,
): OneSided[] {
  if (!haveBothSides(articles)) return [];
  const sides = VOICES.map(({ countries, voices }) => ({
    voices,
    theirs: articles.filter(({ country }) => countries.includes(country)),
  }));
  return sides.flatMap(({ voices, theirs }) => {
    const others = sides.filter((side) => side.voices !== voices).flatMap((side) => side.theirs);
    const said = others.map(({ title, text }) => `${title}\n${text}`.toLowerCase()).join("\n");
    const what = [...topicsUnsaid(theirs, said, topicNames), ...namesUnsaid(theirs, said)].slice(0, SHOWN);
    return what.length > 0 ? [{ voices, what }] : [];
  });
}

function topicsUnsaid(
  theirs: readonly SidedArticle[],
  said: string,
  topicNames: ReadonlyMap<string, string>,
): string[] {
  const byTopic = Map.groupBy(
    theirs.flatMap(({ topics }) => topics),
    ({ id }) => id,
  );
  return [...byTopic].flatMap(([id, scores]) => {
    const words = scores.flatMap((score) => score.words);
    const unsaid = words.length > 0 && words.every((word) => !said.includes(word.toLowerCase()));
    return unsaid ? [topicNames.get(id) ?? id] : [];
  });
}

function namesUnsaid(theirs: readonly SidedArticle[], said: string): string[] {
  const counts = new Map<string, number>();
  for (const name of theirs.flatMap(({ names }) => names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => {
    // A person is said by surname too.
    const last = name.split(" ").at(-1)?.toLowerCase() ?? "";
    return count >= 2 && !said.includes(name.toLowerCase()) && !said.includes(last) ? [name] : [];
  });
}
