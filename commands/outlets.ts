import { UserError } from "../src/errors.ts";
import { toWords } from "../src/knowledge/nearest.ts";
import { names } from "../src/messages/spans.ts";
import type { CommandContext, Suggestion } from "./command.ts";
import { nearestNames } from "./nearest.ts";

/**
 * The outlet that goes by a name as typed: in full, its beginning, or its initials ("scmp").
 *
 * @throws UserError naming the nearest ones when there is none.
 */
export async function findOutlet(typed: string, context: CommandContext): Promise<string> {
  const outlets = await outletsOf(context);
  const wanted = keyOf(typed);
  const ways: ((outlet: string) => boolean)[] = [
    (outlet) => keyOf(outlet) === wanted,
    (outlet) => initialsOf(outlet) === wanted,
    (outlet) => keyOf(outlet).startsWith(wanted),
    (outlet) => keyOf(outlet).includes(wanted),
  ];
  for (const fits of ways) {
    const found = outlets.find((outlet) => wanted !== "" && fits(outlet));
    if (found !== undefined) return found;
  }
  const near = nearestNames(typed, outlets, 3);
  const hint = near.length > 0 ? `Did you mean ${names(near)}?` : "See /feeds for those I read.";
  throw new UserError(`I read no outlet called “${typed.slice(0, 60)}”. ${hint}`);
}

export async function suggestOutlets(typed: string, context: CommandContext): Promise<Suggestion[]> {
  const wanted = keyOf(typed);
  const outlets = await outletsOf(context);
  return outlets
    .filter((outlet) => keyOf(outlet).includes(wanted) || initialsOf(outlet).startsWith(wanted))
    .map((outlet) => ({ label: outlet, value: outlet }));
}

async function outletsOf({ store, asker }: CommandContext): Promise<string[]> {
  const feeds = await store.feeds.list(asker.workspaceId);
  return [...new Set(feeds.map(({ outlet }) => outlet))].sort((one, other) => one.localeCompare(other, "en"));
}

function keyOf(name: string): string {
  return toWords(name)
    .filter((word) => word !== "the")
    .join(" ");
}

function initialsOf(name: string): string {
  const words = toWords(name).filter((word) => word !== "the");
  return words.length > 1 ? words.map((word) => word.charAt(0)).join("") : "";
}
