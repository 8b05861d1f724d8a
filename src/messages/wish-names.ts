import type { Knowledge } from "../knowledge/knowledge.ts";
import { queryOf } from "../store/own-people.ts";
import type { Store } from "../store/store.ts";
import type { Subscription } from "../store/subscriptions.ts";
import { quoted } from "./spans.ts";

type Wish = Pick<Subscription, "kind" | "value">;

/** How a workspace calls what it follows: also people only the news knows, and topics and people of its own. */
export async function wishNames(
  { store, knowledge }: { readonly store: Store; readonly knowledge: Knowledge },
  workspaceId: string,
  wishes: readonly Wish[],
): Promise<(wish: Wish) => string> {
  const unknown = wishes.flatMap(({ kind, value }) =>
    kind === "person" && value.startsWith("name:") ? [value] : [],
  );
  const speakers = new Map((await store.speakers.many(unknown)).map(({ id, name }) => [id, name]));
  const own = wishes.some(({ kind }) => kind === "phrase") ? await ownNames(store, workspaceId) : new Map();
  return ({ kind, value }) => {
    if (kind === "phrase") return own.get(value) ?? quoted(value);
    if (kind === "topic") return knowledge.topics().find(({ id }) => id === value)?.name ?? value;
    return speakers.get(value) ?? knowledge.actor(value)?.name ?? value.replace(/^name:/u, "");
  };
}

/** The names of what a workspace added, by the words that are searched for. */
async function ownNames(store: Store, workspaceId: string): Promise<Map<string, string>> {
  const [topics, people] = [
    await store.ownTopics.ofWorkspace(workspaceId),
    await store.ownPeople.ofWorkspace(workspaceId),
  ];
  return new Map([
    ...topics.map(({ query, name }) => [query, name] as const),
    ...people.map((person) => [queryOf(person), person.name] as const),
  ]);
}
