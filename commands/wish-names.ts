import { wishWords } from "../src/messages/gather-digest.ts";
import type { Subscription } from "../src/store/subscriptions.ts";
import type { CommandContext } from "./command.ts";

type Wish = Pick<Subscription, "kind" | "value">;

/** How subscriptions are called: also those to people only the news knows, and to topics of one's own. */
export async function wishNames(
  { store, asker, knowledge }: CommandContext,
  wishes: readonly Wish[],
): Promise<(wish: Wish) => string> {
  const people = wishes.flatMap(({ kind, value }) =>
    kind === "person" && value.startsWith("name:") ? [value] : [],
  );
  const speakers = new Map((await store.speakers.many(people)).map(({ id, name }) => [id, name]));
  const own = new Map(
    (await store.ownTopics.ofWorkspace(asker.workspaceId)).map(({ query, name }) => [query, name]),
  );
  return (wish) => {
    const known = wish.kind === "phrase" ? own.get(wish.value) : speakers.get(wish.value);
    return known ?? wishWords(wish, knowledge);
  };
}
