import type { Actor, Knowledge } from "../src/knowledge/knowledge.ts";
import { toWords } from "../src/knowledge/nearest.ts";
import { type OwnPerson, speakerIdsOf } from "../src/store/own-people.ts";
import type { CommandContext, Suggestion } from "./command.ts";
import { nearestNames } from "./nearest.ts";
import { beginsLike, endsWith, goesBy, nameKey, ownPeopleOf } from "./own-names.ts";

/** A person or organisation that may be asked for. */
export interface Named {
  /** A speaker's in the store, or "person:…" for one of the workspace's own. */
  readonly id: string;
  readonly name: string;
  /** Office today or as last seen, to tell two of one name apart. */
  readonly role: string | null;
  /** Id in `knowledge`, or null for somebody only the news knows. */
  readonly actor: string | null;
  /** Set for one whom the workspace added. */
  readonly own?: OwnPerson;
}

/** Under which ids the news quotes them. */
export function speakerOf({ id, own }: Named): string | readonly string[] {
  return own ? speakerIdsOf(own) : id;
}

export type PersonAnswer =
  | { readonly kind: "one"; readonly person: Named }
  /** Several of that name, those most quoted first. */
  | { readonly kind: "several"; readonly people: readonly Named[] }
  /** The nearest known ones, if any. */
  | { readonly kind: "none"; readonly near: readonly Named[] };

const SHOWN = 5;
const BY_NAME = new WeakMap<Knowledge, Map<string, Actor[]>>();

/** What people put before a name. */
const HONORIFIC =
  /^(?:the|mr|mrs|ms|miss|dr|prof|professor|president|premier|chairman|secretary|minister|ambassador|senator|sen|representative|rep|congressman|congresswoman|general|gen|admiral|adm|spokesman|spokeswoman|spokesperson)\.? +/iu;

interface FindOptions {
  /** Of several of one name, the only one who was ever quoted is meant. */
  readonly preferQuoted?: boolean;
  /** Whether the nearest ones are wanted when there is nobody of that name. */
  readonly withNear?: boolean;
  /** Whether somebody whom only the news knows may be meant. */
  readonly inNews?: boolean;
}

/** Who is meant by a name as typed: full, a surname, an alias or an office, in any case, or an id from a button. */
export async function findPerson(
  typed: string,
  context: CommandContext,
  { preferQuoted = true, withNear = true, inNews = true }: FindOptions = {},
): Promise<PersonAnswer> {
  const given = typed.trim();
  const byId = context.knowledge.actor(given);
  if (byId) return { kind: "one", person: fromActor(byId, context) };
  if (toWords(given).length === 0) return { kind: "none", near: [] };
  const known = knownActors(given, context);
  const [only] = known;
  if (only && known.length === 1) return { kind: "one", person: fromActor(only, context) };
  if (known.length > 1) return several(known, preferQuoted, context);
  const unknown = await findUnknown(given, inNews, context);
  const [first] = unknown;
  if (first && unknown.length === 1) return { kind: "one", person: first };
  if (unknown.length > 1) return { kind: "several", people: unknown.slice(0, SHOWN) };
  return { kind: "none", near: withNear ? await nearest(given, context) : [] };
}

/** Whom `knowledge` does not have: the workspace's own, and people only the news knows. */
async function findUnknown(given: string, inNews: boolean, context: CommandContext): Promise<Named[]> {
  const spokenAs = inNews ? findSpeakers : async () => [];
  const [own, spoken] = await Promise.all([
    ownPeopleOf(context),
    given.startsWith("name:") ? context.store.speakers.get(given) : spokenAs(given, context),
  ]);
  const mine = own.find((person) => isOwn(person, given));
  if (mine) return [fromOwn(mine)];
  const alike = own.filter((person) => endsWith(person, nameKey(given.replace(HONORIFIC, ""))));
  if (Array.isArray(spoken)) return withOwn(alike, spoken);
  return spoken ? [spoken] : withOwn(alike, await spokenAs(given, context));
}

/** By one of their names, with or without what stands before it, or by an id from a button. */
function isOwn(person: OwnPerson, given: string): boolean {
  if (fromOwn(person).id === given || speakerIdsOf(person).includes(given)) return true;
  const plain = given.replace(/['’]s?$/u, "");
  return [plain, plain.replace(HONORIFIC, "")].some((words) => goesBy(person, nameKey(words)));
}

function fromOwn(own: OwnPerson): Named {
  return { id: `person:${nameKey(own.name)}`, name: own.name, role: own.role, actor: null, own };
}

/** The workspace's own first, and not again under the names by which the news knows them. */
function withOwn(own: readonly OwnPerson[], others: readonly Named[]): Named[] {
  const theirs = new Set(own.flatMap(speakerIdsOf));
  return [...own.map(fromOwn), ...others.filter(({ id }) => !theirs.has(id))];
}

/** By name, then without what stands before it, then by what the news means by a place, then by office. */
function knownActors(given: string, { knowledge, now }: CommandContext): readonly Actor[] {
  const plain = given.replace(/['’]s?$/u, "");
  const bare = plain.replace(HONORIFIC, "");
  for (const words of new Set([given, plain, bare])) {
    const found = namedSo(words, knowledge);
    if (found.length > 0) return found;
  }
  const meant = placesNamed(bare, knowledge).flatMap(({ id }) => knowledge.metonymFor(id) ?? []);
  if (meant.length > 0) return meant.slice(0, 1);
  const holders = knowledge
    .officeHolders(asPrinted(plain), { date: now() })
    .flatMap((answer) => answer.holders);
  return [...new Set(holders)];
}

/** Places are known by the name as printed: "beijing" is typed for "Beijing", "us" for "US". */
export function placesNamed(words: string, knowledge: Knowledge) {
  const ways = [words, asPrinted(words), words.toUpperCase()];
  return ways.map((name) => knowledge.placesByAlias(name)).find(({ length }) => length > 0) ?? [];
}

/** "us president" as "US President", "china's" as "China's". */
function asPrinted(words: string): string {
  return words
    .replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/\b(?:Us|Uk|Eu|Un|Prc|Usa)\b/gu, (name) => name.toUpperCase());
}

/** People only the news knows: by full name or by its end, the surname. */
async function findSpeakers(given: string, { store }: CommandContext): Promise<Named[]> {
  return store.speakers.ending(toWords(given.replace(HONORIFIC, "")).join(" "), SHOWN + 1);
}

/** Whether somebody we know goes by exactly these words. */
export function isKnownName(words: string, knowledge: Knowledge): boolean {
  return namedSo(words, knowledge).length > 0;
}

/** Initials are not compared; but before a single word they must fit: "J. R. Doe" is no Department of Energy. */
function namedSo(typed: string, knowledge: Knowledge): readonly Actor[] {
  const words = toWords(typed);
  const found = namesOf(knowledge).get(words.join(" ")) ?? [];
  const initial = /^\s*(\p{L})[.\s]/u.exec(typed)?.[1]?.toLowerCase();
  if (words.length !== 1 || initial === undefined) return found;
  return found.filter(({ name, aliases }) =>
    [name, ...aliases].some((one) => toWords(one).some((word) => word.startsWith(initial))),
  );
}

/** Type-ahead for a person: those who were quoted first, then the others we know. */
export async function suggestPeople(typed: string, context: CommandContext): Promise<Suggestion[]> {
  const { store, knowledge } = context;
  const looked = Promise.all([
    typed.trim() === "" ? store.speakers.top(10) : store.speakers.suggest(typed, 15),
    ownPeopleOf(context),
  ]);
  // Compared while the database looks.
  const known = knowledge.nearestActors(typed, 10).map((actor) => fromActor(actor, context));
  const [quoted, mine] = await looked;
  const own = mine.filter((person) => beginsLike(person, typed));
  const others = [...new Map([...quoted, ...known].map((person) => [person.id, person])).values()];
  const people = withOwn(own, others);
  return people.map(({ id, name, role }) => ({ label: labelOf({ name, role }), value: id }));
}

/** "Antony Blinken (Secretary of State)" */
export function labelOf({ name, role }: Pick<Named, "name" | "role">): string {
  return role ? `${name} (${role})` : name;
}

export function fromActor(actor: Actor, { knowledge, now }: CommandContext): Named {
  return { id: actor.id, name: actor.name, role: knowledge.roleAt(actor.id, now()), actor: actor.id };
}

/** Of several of one name, the only one who was ever quoted is meant. */
async function several(
  known: readonly Actor[],
  preferQuoted: boolean,
  context: CommandContext,
): Promise<PersonAnswer> {
  const spoken = await context.store.speakers.many(known.map(({ id }) => id));
  const counts = new Map(spoken.map(({ id, quotes }) => [id, quotes]));
  const ranked = known.toSorted((one, other) => (counts.get(other.id) ?? 0) - (counts.get(one.id) ?? 0));
  const quoted = ranked.filter(({ id }) => (counts.get(id) ?? 0) > 0);
  const [first] = quoted;
  if (preferQuoted && first && quoted.length === 1) return { kind: "one", person: fromActor(first, context) };
  return { kind: "several", people: ranked.slice(0, SHOWN).map((actor) => fromActor(actor, context)) };
}

async function nearest(typed: string, context: CommandContext): Promise<Named[]> {
  const known = context.knowledge.nearestActors(typed, SHOWN).map((actor) => fromActor(actor, context));
  const spoken = await context.store.speakers.nearest(typed, SHOWN);
  const own = await ownPeopleOf(context);
  const names = nearestNames(
    typed,
    own.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const mine = own.filter(({ name, aliases }) => [name, ...aliases].some((one) => names.includes(one)));
  const others = [...new Map([...known, ...spoken].map((person) => [person.id, person])).values()];
  return withOwn(mine, others).slice(0, SHOWN);
}

/** Every name an actor goes by, surnames of people too, folded: nobody types accents or capitals. */
function namesOf(knowledge: Knowledge): Map<string, Actor[]> {
  const made = BY_NAME.get(knowledge);
  if (made) return made;
  const names = new Map<string, Actor[]>();
  for (const actor of knowledge.actors()) {
    const surname = actor.kind === "person" && actor.surname !== null ? [actor.surname] : [];
    const keys = [actor.name, ...actor.aliases, ...surname].map((name) => toWords(name).join(" "));
    for (const key of new Set(keys)) names.set(key, [...(names.get(key) ?? []), actor]);
  }
  BY_NAME.set(knowledge, names);
  return names;
}
