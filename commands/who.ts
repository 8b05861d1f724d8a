import { z } from "zod";
import type { Tenure } from "../src/knowledge/knowledge.ts";
import { formatDay } from "../src/messages/dates.ts";
import type { Block, Fact, Message } from "../src/messages/message.ts";
import { quoteBlock } from "../src/messages/quote-block.ts";
import { withRole } from "../src/messages/roles.ts";
import { count, names, paragraph, smallPrint, strong, text } from "../src/messages/spans.ts";
import type { SpeakerProfile } from "../src/store/quotes.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { addOwnPerson, listOwnPeople, removeOwnPerson } from "./own-people.ts";
import { findPerson, labelOf, type Named, speakerOf, suggestPeople } from "./people.ts";
import { topicNames } from "./topic-names.ts";
import { button, UsageError } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const LAST_STATEMENTS = 3;
const SHOWN = 5;

export const who = defineCommand({
  name: "who",
  aliases: ["whois"],
  summary: "A person or organisation: offices, topics, last statements; or add people of your own",
  options: z.object({
    name: z
      .string()
      .describe("Name or alias: blinken, mofcom; to add: Jane Doe (professor): J. R. Doe, Dr Doe")
      .optional(),
    action: z.enum(["show", "add", "remove", "list"]).describe("What to do").default("show"),
  }),
  lead: "action",
  words: "name",
  examples: ["who blinken", "who wang yi", "who add Jane Doe (professor at Harbour College): J. R. Doe"],
  audience: "asker",
  permission: "everyone",
  permissionFor: ({ action }) => (action === "add" || action === "remove" ? "channel-manager" : "everyone"),
  shareable: true,
  suggest: { name: suggestPeople },
  async run({ name, action }, context) {
    if (action === "list") return listOwnPeople(context);
    if (name === undefined)
      throw new UsageError(action === "show" ? "Say whom you mean." : `Say whom to ${action}.`);
    if (action === "add") return addOwnPerson(name, context);
    if (action === "remove") return removeOwnPerson(name, context);
    return show(name, context);
  },
});

async function show(name: string, context: CommandContext): Promise<Message> {
  const found = await findPerson(
    name
      .replaceAll('"', "")
      .replace(/^(?:is|was) /iu, "")
      .replace(/\?+$/u, ""),
    context,
    { preferQuoted: false },
  );
  if (found.kind === "one") return describe(found.person, context);
  const people = found.kind === "several" ? found.people : found.near;
  const line =
    found.kind === "several"
      ? "Several people go by that name. Whom do you mean?"
      : `I know nobody called “${name.slice(0, 80)}”${people.length > 0 ? ". Did you mean:" : ", and nobody of that name was quoted yet."}`;
  const buttons = people.map((person) => button(labelOf(person), "who", { name: person.id }));
  const search = button("Search articles", "search", { words: name.slice(0, 100) });
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), { kind: "buttons", buttons: [...buttons, search] }],
  };
}

async function describe(person: Named, context: CommandContext): Promise<Message> {
  const { store, asker, knowledge } = context;
  const { workspaceId } = asker;
  const speakerId = speakerOf(person);
  const [zone, profile, last] = await Promise.all([
    zoneOf(context),
    store.quotes.profile(speakerId, workspaceId),
    store.quotes.find({ workspaceId, speakerId, limit: LAST_STATEMENTS }),
  ]);
  const facts = [...factsOf(person, context), ...profileFacts(profile, topicNames(knowledge), zone)];
  const statements: Block[] =
    last.length > 0
      ? [
          paragraph(strong("Last statements")),
          ...last.map((quote) => quoteBlock(withRole(quote, knowledge), zone)),
        ]
      : [paragraph(`Nobody has quoted ${person.name} yet in what I have read.`)];
  const subject = person.own ? `own:${person.name}` : person.actor === null ? null : `actor:${person.actor}`;
  return {
    summary: person.role ? `${person.name}, ${person.role}` : person.name,
    blocks: [
      { kind: "heading", text: person.name },
      ...(facts.length > 0 ? [{ kind: "facts", facts } as const] : []),
      ...statements,
      ...uncertain(person, context),
      {
        kind: "buttons",
        buttons: [
          ...(last.length > 0 ? [button("All statements", "quotes", { who: person.id })] : []),
          ...(subject === null
            ? []
            : [
                button("Said about them", "quotes", { about: subject }),
                button("Stories", "latest", { about: subject }),
              ]),
          button("Subscribe", "subscribe", { what: person.id }),
          ...(person.own ? [button("Remove", "who", { action: "remove", name: person.name })] : []),
        ],
      },
    ],
  };
}

/** What `knowledge` has: side, offices with their dates, other names. */
function factsOf(person: Named, { knowledge, now }: CommandContext): Fact[] {
  const actor = person.actor === null ? null : knowledge.actor(person.actor);
  if (!actor) {
    return [
      ...(person.role === null ? [] : [{ label: "Described as", value: [text(person.role)] }]),
      ...(person.own?.aliases.length ? [{ label: "Also", value: [text(names(person.own.aliases))] }] : []),
      ...(person.own ? [{ label: "Known", value: [text("in this workspace, which added them")] }] : []),
    ];
  }
  const facts: Fact[] = [];
  const held = knowledge.tenuresOf(actor.id).filter(({ from }) => new Date(from) <= now());
  const offices = held.toReversed().slice(0, 6);
  if (offices.length > 0) {
    const value = offices.map((tenure) =>
      officeWords(tenure, knowledge.office(tenure.office)?.title ?? tenure.office, now()),
    );
    facts.push({ label: offices.length === 1 ? "Office" : "Offices", value: [text(value.join("; "))] });
  }
  if (actor.kind === "person" && actor.affiliation)
    facts.push({ label: "Belongs to", value: [text(actor.affiliation)] });
  const country = actor.kind === "person" ? actor.country : actor.side;
  facts.push({ label: actor.kind === "person" ? "Country" : "Side", value: [text(country)] });
  if (actor.aliases.length > 0)
    facts.push({ label: "Also", value: [text(names(actor.aliases.slice(0, SHOWN)))] });
  if (actor.wikidata !== null) {
    const href = `https://www.wikidata.org/wiki/${actor.wikidata}`;
    facts.push({ label: "Wikidata", value: [{ text: actor.wikidata, href }] });
  }
  return facts;
}

/** "Secretary of State, 26 Jan 2021 to 20 Jan 2025" */
function officeWords(tenure: Tenure, title: string, now: Date): string {
  const day = (iso: string) => formatDay(new Date(`${iso}T00:00:00Z`), "UTC");
  const held = tenure.to === null || new Date(tenure.to) > now;
  const acting = tenure.acting ? " (acting)" : "";
  const doubt = tenure.uncertain ? ", dates not certain" : "";
  const until =
    tenure.to === null || held ? `since ${day(tenure.from)}` : `${day(tenure.from)} to ${day(tenure.to)}`;
  return `${title}${acting}, ${until}${doubt}`;
}

function profileFacts(profile: SpeakerProfile, topics: ReadonlyMap<string, string>, zone: string): Fact[] {
  if (profile.statements === 0 || !profile.firstAt) return [];
  const about = profile.topics
    .slice(0, SHOWN)
    .map(({ id, count: number }) => `${topics.get(id) ?? id} (${number})`);
  const outlets = profile.outlets.slice(0, SHOWN).map(({ outlet, count: number }) => `${outlet} (${number})`);
  const since = `${count(profile.statements, "statement")} since ${formatDay(profile.firstAt, zone)}`;
  return [
    { label: "Quoted", value: [text(since)] },
    ...(about.length > 0 ? [{ label: "Talks about", value: [text(about.join(", "))] }] : []),
    { label: "Quoted by", value: [text(outlets.join(", "))] },
  ];
}

function uncertain(person: Named, { knowledge }: CommandContext): Block[] {
  const actor = person.actor === null ? null : knowledge.actor(person.actor);
  if (!actor?.uncertain) return [];
  return [smallPrint(`Not certain: ${actor.note ?? "parts of this record are unchecked"}`)];
}
