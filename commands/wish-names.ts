import { wishWords } from "../src/messages/gather-digest.ts";
import type { Subscription } from "../src/store/subscriptions.ts";
import type { CommandContext } from "./command.ts";
import { ownPeopleOf, queryOf } from "./own-names.ts";

type Wish = Pick<Subscription, "kind" | "value">;

/** How subscriptions are called: also those to people only the news knows, and to topics and people of one's own. */
export async function wishNames(
  context: CommandContext,
  wishes: readonly Wish[],
): Promise<(wish: Wish) => string> {
  const { store, asker, knowledge } = context;
  const people = wishes.flatMap(({ kind, value }) =>
    kind === "person" && value.startsWith("name:") ? [value] : [],
  );
  const speakers = new Map((await store.speakers.many(people)).map(({ id, name }) => [id, name]));
  const topics = await store.ownTopics.ofWorkspace(asker.workspaceId);
  const own = new Map([
    ...topics.map(({ query, name }) => [query, name] as const),
    ...(await ownPeopleOf(context)).map((person) => [queryOf(person), person.name] as const),
  ]);
  return (wish) => {
    const known = wish.kind === "phrase" ? own.get(wish.value) : speakers.get(wish.value);
    return known ?? wishWords(wish, knowledge);
  };
}
