import type { CommandContext, Suggestion } from "./command.ts";
import { suggestPeople } from "./people.ts";
import { suggestTopics } from "./topic-names.ts";

/** Type-ahead for what something is about: topics first, then people. */
export async function suggestSubjects(typed: string, context: CommandContext): Promise<Suggestion[]> {
  const topics = await suggestTopics(typed, context);
  const people = await suggestPeople(typed, context);
  return [
    ...topics.map(({ label, value }) => ({ label, value: `topic:${value}` })),
    ...people.map(({ label, value }) => ({ label, value: `actor:${value}` })),
  ];
}
