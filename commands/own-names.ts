import type { OwnPerson } from "../src/store/own-people.ts";
import type { OwnTopic } from "../src/store/own-topics.ts";
import { fold } from "../src/store/texts.ts";
import type { CommandContext } from "./command.ts";

const READ = new WeakMap<CommandContext, Promise<readonly OwnPerson[]>>();
const TOPICS_READ = new WeakMap<CommandContext, Promise<readonly OwnTopic[]>>();

/** The people whom the asker's workspace added; read once for each call. */
export function ownPeopleOf(context: CommandContext): Promise<readonly OwnPerson[]> {
  const before = READ.get(context);
  if (before) return before;
  const own = context.store.ownPeople.ofWorkspace(context.asker.workspaceId);
  READ.set(context, own);
  return own;
}

/** The topics that the asker's workspace added; read once for each call. */
export function ownTopicsOf(context: CommandContext): Promise<readonly OwnTopic[]> {
  const before = TOPICS_READ.get(context);
  if (before) return before;
  const own = context.store.ownTopics.ofWorkspace(context.asker.workspaceId);
  TOPICS_READ.set(context, own);
  return own;
}

/** Names that fold alike are one: nobody types accents or capitals. */
export function nameKey(name: string): string {
  return fold(name);
}

/** Whether a name as folded by `nameKey` is one of theirs. */
export function goesBy({ name, aliases }: OwnPerson, key: string): boolean {
  return [name, ...aliases].some((one) => nameKey(one) === key);
}

/** Whether one of their names ends so: "doe" for Jane Doe. */
export function endsWith({ name, aliases }: OwnPerson, key: string): boolean {
  return [name, ...aliases].some((one) => ` ${nameKey(one)}`.endsWith(` ${key}`));
}

/** Whether each word typed begins a word of one of their names. */
export function beginsLike({ name, aliases }: OwnPerson, typed: string): boolean {
  const wanted = nameKey(typed).split(" ");
  return [name, ...aliases].some((one) => {
    const words = nameKey(one).split(" ");
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
