import { UserError } from "../src/errors.ts";
import type { Block, Message } from "../src/messages/message.ts";
import { wordsOf } from "../src/messages/quote-block.ts";
import { count, cut, names, paragraph, plain, smallPrint, strong, text } from "../src/messages/spans.ts";
import { type OwnPerson, queryOf, speakerIdsOf } from "../src/store/own-people.ts";
import type { CommandContext } from "./command.ts";
import { goesBy, nameKey, ownPeopleOf } from "./own-names.ts";
import { isKnownName } from "./people.ts";
import { findTopic } from "./topic-names.ts";
import { button, UsageError } from "./usage.ts";

const LONGEST_NAME = 60;
const LONGEST_ROLE = 100;
const MOST_NAMES = 10;
const MOST_PEOPLE = 200;
const PREVIEW_DAYS = 30;
const PREVIEW_MOST = 100;
const SHOWN = 3;

/** A person as typed: `Jane Doe (professor at Harbour College): J. R. Doe, Dr Doe`; all but the name may be left out. */
export function readOwnPerson(typed: string): Pick<OwnPerson, "name" | "aliases" | "role"> {
  const [, given = "", said = "", list = ""] =
    /^([^(（:：]*)(?:[(（]([^)）]*)[)）]?)?\s*(?:[:：](.*))?$/su.exec(typed.replaceAll('"', "")) ?? [];
  const name = given.trim();
  if (!isName(name)) {
    throw new UsageError(
      "Write a name, then in brackets what they are, a colon, and their other names: Jane Doe (professor): J. R. Doe",
    );
  }
  const others = list
    .split(/[,，、]/u)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== "" && nameKey(alias) !== nameKey(name));
  const aliases = [...new Map(others.map((alias) => [nameKey(alias), alias])).values()];
  const bad = aliases.find((alias) => !isName(alias));
  if (bad !== undefined) throw new UserError(`“${cut(bad, LONGEST_NAME)}” is no name I could look for.`);
  if (aliases.length >= MOST_NAMES) throw new UserError(`At most ${MOST_NAMES} names for one person.`);
  const role = said.trim();
  if ([name, ...aliases].some(({ length }) => length > LONGEST_NAME) || role.length > LONGEST_ROLE) {
    throw new UserError(
      `That is too long: ${LONGEST_NAME} characters for a name, ${LONGEST_ROLE} for what they are.`,
    );
  }
  return { name, aliases, role: role === "" ? null : role };
}

/** Keeps a person for the workspace and shows what it would have found of them lately. */
export async function addOwnPerson(typed: string, context: CommandContext): Promise<Message> {
  const { store, asker, channelId, now } = context;
  const given = readOwnPerson(typed);
  const before = await ownPeopleOf(context);
  refuseTaken(given, before, context);
  const isNew = !before.some(({ name }) => nameKey(name) === nameKey(given.name));
  if (isNew && before.length >= MOST_PEOPLE)
    throw new UserError(`This workspace has ${MOST_PEOPLE} people of its own: remove one first.`);
  await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
  const person = { ...given, addedBy: asker.userId, addedAt: now() };
  await store.ownPeople.save(asker.workspaceId, person);
  const line = `${given.name}${given.role ? ` (${given.role})` : ""} is now known in this workspace${also(given)}.`;
  return {
    summary: line,
    audience: "channel",
    blocks: [
      paragraph(line),
      ...(await preview(person, context)),
      {
        kind: "buttons",
        buttons: [
          button("Statements", "quotes", { who: given.name }),
          button("Subscribe", "subscribe", { what: given.name }),
          button("Remove", "who", { action: "remove", name: given.name }),
        ],
      },
    ],
  };
}

/** A name that means somebody else, or a topic, would hide them. */
function refuseTaken(
  { name, aliases }: Pick<OwnPerson, "name" | "aliases">,
  own: readonly OwnPerson[],
  { knowledge }: CommandContext,
): void {
  const others = own.filter((person) => nameKey(person.name) !== nameKey(name));
  for (const one of [name, ...aliases]) {
    if (isKnownName(one, knowledge)) throw new UserError(`“${one}” is somebody I know: see /who ${one}.`);
    const topic = findTopic(one, knowledge);
    if (topic) throw new UserError(`“${one}” is a name of the topic ${topic.name}.`);
    const other = others.find((person) => goesBy(person, nameKey(one)));
    if (other) throw new UserError(`“${one}” is a name of ${other.name} in this workspace.`);
  }
}

export async function removeOwnPerson(typed: string, context: CommandContext): Promise<Message> {
  const { store, asker } = context;
  const key = nameKey(typed);
  const person = (await ownPeopleOf(context)).find(({ name }) => nameKey(name) === key);
  if (!person)
    throw new UserError(
      `This workspace has nobody of its own called “${cut(typed, LONGEST_NAME)}”. See /who list.`,
    );
  await store.ownPeople.remove(asker.workspaceId, person.name);
  const line = `${person.name} is no longer one of this workspace's own people. Channels that follow them go on doing so.`;
  return { ...plain(line), audience: "channel" };
}

/** Everybody the workspace added. */
export async function listOwnPeople(context: CommandContext): Promise<Message> {
  const own = await ownPeopleOf(context);
  if (own.length === 0) {
    return plain(
      "This workspace has added nobody. /who add Jane Doe (professor at Harbour College): J. R. Doe makes her known here.",
    );
  }
  const items = own.map((person) => [
    strong(person.name),
    text(`${person.role ? `, ${person.role}` : ""}${also(person)}`),
  ]);
  const line = `${count(own.length, "person", "people")} of this workspace's own`;
  const choices = own.map(({ name }) => ({ label: name, call: { command: "who", options: { name } } }));
  return {
    summary: line,
    blocks: [
      { kind: "heading", text: line },
      { kind: "list", items },
      { kind: "select", placeholder: "Who is …", choices },
    ],
  };
}

/** What the last month would have brought: what they said, and the stories that name them. */
async function preview(person: OwnPerson, { store, asker, now }: CommandContext): Promise<Block[]> {
  const since = new Date(now().getTime() - PREVIEW_DAYS * 24 * 60 * 60 * 1000);
  const question = { workspaceId: asker.workspaceId, since, limit: PREVIEW_MOST };
  const [said, told] = await Promise.all([
    store.quotes.find({ ...question, speakerId: speakerIdsOf(person) }),
    store.stories.search(queryOf(person), question),
  ]);
  if (said.length + told.length === 0) {
    return [smallPrint(`In the last ${PREVIEW_DAYS} days it would have found nothing of them.`)];
  }
  const found = `${counted(said.length, "statement")} and ${counted(told.length, "story", "stories")}`;
  const items = [
    ...said.slice(0, SHOWN).map((quote) => [text(`${cut(wordsOf(quote), 140)} (${quote.outlet})`)]),
    ...told.slice(0, SHOWN).map(({ headline }) => [text(headline)]),
  ];
  return [
    paragraph(strong(`In the last ${PREVIEW_DAYS} days it would have found ${found}:`)),
    { kind: "list", items },
  ];
}

function counted(found: number, one: string, many?: string): string {
  return `${count(found, one, many)}${found === PREVIEW_MOST ? " or more" : ""}`;
}

function also({ aliases }: Pick<OwnPerson, "aliases">): string {
  return aliases.length > 0 ? `, also as ${names(aliases)}` : "";
}

function isName(name: string): boolean {
  return nameKey(name).length > 1;
}
