/**
 * The tables: read this first. Instants are kept to the millisecond, as JavaScript's `Date` does, so that a page
 * of a list ends exactly where the next begins. After a change: `npm run db:generate`, and commit what it writes.
 */

import type { Feed, Mention, OutletClass, QuoteKind, Side, Span, Summary, TopicScore } from "../model.ts";
import type { Fingerprint } from "../stories/model.ts";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  sql,
  timestamp,
  unique,
  uniqueIndex,
} from "./drizzle.cjs";
import { asJson, keepable } from "./texts.ts";

/** Text and JSON of any origin: what PostgreSQL cannot hold is replaced, one unit for one, so offsets hold. */
const text = customType<{ data: string }>({ dataType: () => "text", toDriver: keepable });
const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: asJson,
});
const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });
const list = () => text().array().notNull().default(sql`'{}'`);
const wordVector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** One row is an address that we poll, and how polling it went. */
export const feeds = pgTable(
  "feeds",
  {
    id: text().primaryKey(),
    /** Who sees what it brings; null is everyone. */
    workspaceId: text().references(() => workspaces.id, { onDelete: "cascade" }),
    outlet: text().notNull(),
    publisher: text().notNull(),
    country: text().notNull(),
    class: text().$type<OutletClass>().notNull(),
    language: text().notNull(),
    url: text().notNull(),
    homepage: text().$type<Feed["homepage"]>(),
    section: text(),
    /** Further addresses, in the order to try them when `url` dies. */
    otherUrls: list(),
    /** A news search: each item names an outlet of its own. */
    search: boolean().notNull().default(false),
    /** Carries whole articles; null when not known. */
    fullText: boolean(),
    paywalled: boolean().notNull().default(false),
    addedBy: text(),
    addedAt: instant().notNull().defaultNow(),
    /** Set when taken off the list: its articles stay. */
    removedAt: instant(),
    /** Where we ask now, when not `url`: another address of it, or where it moved for good. */
    currentUrl: text(),
    etag: text(),
    lastModified: text(),
    nextLookAt: instant().notNull().defaultNow(),
    /** The interval chosen at the last look. */
    lookEveryMs: integer(),
    /** Failed looks since the last good one. */
    failures: integer().notNull().default(0),
    lastError: text(),
    lastLookAt: instant(),
    lastOkAt: instant(),
    /** When it last brought something new. */
    lastNewAt: instant(),
    /** When its first fetch was stored: nothing from before then is announced. */
    baselineAt: instant(),
    /** How many items it held when it was last served whole; null until then. */
    lastItems: integer(),
    /** What admins were last told about it, such as "dead", so that they are told once. */
    told: text(),
  },
  (table) => [
    index().on(table.nextLookAt).where(sql`removed_at is null`),
    uniqueIndex()
      .on(table.workspaceId, table.url)
      .where(sql`workspace_id is not null and removed_at is null`),
  ],
);

/** One row is a feed's day in UTC: what it brought, so that it can be compared with its own past. */
export const feedDays = pgTable(
  "feed_days",
  {
    feedId: text()
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    day: date({ mode: "string" }).notNull(),
    looks: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    items: integer().notNull().default(0),
    fresh: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.feedId, table.day] })],
);

/** One row is a hub that we ask, or asked, to tell us of changes to a feed (WebSub). */
export const feedHubs = pgTable(
  "feed_hubs",
  {
    /** Made from the feed, the hub, the topic and our public address. */
    id: text().primaryKey(),
    feedId: text()
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    hub: text().notNull(),
    /** The feed's name at the hub. */
    topic: text().notNull(),
    /** The address that the hub pushes to; it ends with the token. */
    callback: text().notNull(),
    /** Known to the hub and us alone. */
    token: text().notNull().unique(),
    /** Signs what is pushed. */
    secret: text().notNull(),
    /** False when the feed was removed or names another hub: then it is told to stop, and forgotten. */
    wanted: boolean().notNull().default(true),
    /** What we asked last, and when: the hub verifies that it was us. */
    asked: text().$type<"subscribe" | "unsubscribe">(),
    askedAt: instant(),
    /** How long it pushes; null until it has said so. */
    leasedUntil: instant(),
    /** When to ask it next. */
    nextTryAt: instant().notNull(),
    /** Questions since the last that it verified. */
    failures: integer().notNull().default(0),
    lastError: text(),
    /** When it last told of a change. */
    pushedAt: instant(),
  },
  (table) => [index().on(table.feedId), index().on(table.nextTryAt)],
);

/** One row is an article, relevant or not, as last seen. */
export const articles = pgTable(
  "articles",
  {
    /** Made from the canonical address. */
    id: text().primaryKey(),
    feedId: text()
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    /** Its feed's: null is everyone. */
    workspaceId: text(),
    outlet: text().notNull(),
    publisher: text().notNull(),
    /** Canonical. */
    url: text().notNull(),
    /** The address as served, to be fetched. */
    pageUrl: text().notNull(),
    title: text().notNull(),
    author: text(),
    language: text().notNull(),
    publishedAt: instant().notNull(),
    seenAt: instant().notNull(),
    text: text().notNull(),
    textFrom: text().$type<"feed" | "page">().notNull().default("feed"),
    /** Of the item's title and text as its own feed last served them: a change is a revision. */
    itemHash: text().notNull(),
    /** Present at its feed's first fetch: searchable, never announced. */
    baseline: boolean().notNull().default(false),
  },
  (table) => [
    index().on(table.feedId, table.seenAt),
    index().on(table.seenAt),
    index().on(table.publishedAt),
  ],
);

/** One row is an earlier wording of an article, kept when its title or text changed. */
export const articleRevisions = pgTable(
  "article_revisions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    articleId: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    title: text().notNull(),
    text: text().notNull(),
    textFrom: text().$type<"feed" | "page">().notNull(),
    /** When a newer wording took its place. */
    replacedAt: instant().notNull(),
  },
  (table) => [index().on(table.articleId, table.replacedAt)],
);

/** One row is all we found in one article, but its quotes. */
export const readings = pgTable(
  "readings",
  {
    articleId: text()
      .primaryKey()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** Of the reader that made it, so that an improved one knows what to read again; empty when the article changed. */
    version: text().notNull(),
    readAt: instant().notNull(),
    relevant: boolean().notNull(),
    relevance: real().notNull(),
    reasons: json().$type<readonly string[]>().notNull(),
    topics: json().$type<readonly TopicScore[]>().notNull(),
    mentions: json().$type<readonly Mention[]>().notNull(),
    /** The extractive summary. */
    summary: json().$type<Summary>().notNull(),
  },
  (table) => [
    index().on(table.version).where(sql`relevant`),
    index().on(table.readAt).where(sql`not relevant`),
  ],
);

/** One row is the words of a relevant article, for `/search`. */
export const articleWords = pgTable(
  "article_words",
  {
    articleId: text()
      .primaryKey()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** As of its article, so that a search need look nowhere else. */
    workspaceId: text(),
    outlet: text().notNull().default(""),
    publishedAt: instant().notNull(),
    words: wordVector().notNull(),
  },
  (table) => [index().using("gin", table.words), index().on(table.publishedAt, table.articleId)],
);

/** One row is a quote: who said what in one article. */
export const quotes = pgTable(
  "quotes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    articleId: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** Its place in the article, from 0. */
    ordinal: smallint().notNull(),
    workspaceId: text(),
    outlet: text().notNull(),
    publisher: text().notNull(),
    publishedAt: instant().notNull(),
    kind: text().$type<QuoteKind>().notNull(),
    spans: json().$type<readonly Span[]>().notNull(),
    cue: json().$type<Span | null>(),
    speakerSpan: json().$type<Span | null>(),
    /** The exact words, one entry a span. */
    content: text().array().notNull(),
    /** The sentence before, or null at the start. */
    context: text(),
    /** `speakers.id`; null when nobody knows who spoke. */
    speakerId: text(),
    speakerName: text(),
    speakerActor: text(),
    speakerRole: text(),
    /** Whose words the speaker passes on, as printed. */
    passesOn: text(),
    side: text().$type<Side>().notNull(),
    confidence: real().notNull(),
    aboutActors: list(),
    aboutTopics: list(),
    rules: list(),
    /** Quotes of one statement in several articles share it. */
    statementId: text().notNull(),
    /** The one quote that stands for its statement in lists. */
    leads: boolean().notNull().default(true),
    /** Of content and context. */
    words: wordVector().notNull().default(sql`''::tsvector`),
  },
  (table) => [
    unique("quotes_place").on(table.articleId, table.ordinal),
    index().on(table.speakerId, table.publishedAt, table.id),
    index().on(table.publishedAt, table.id),
    index().on(table.statementId),
    index().using("gin", table.words),
  ],
);

/** One row is an actor or topic ("actor:xi-jinping", "topic:taiwan") that one quote is about, for look-ups. */
export const quoteSubjects = pgTable(
  "quote_subjects",
  {
    subject: text().notNull(),
    publishedAt: instant().notNull(),
    quoteId: bigint({ mode: "number" }).notNull(),
    speakerId: text(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.publishedAt, table.quoteId] }),
    index().on(table.speakerId, table.subject, table.publishedAt, table.quoteId),
    index().on(table.quoteId),
    foreignKey({ columns: [table.quoteId], foreignColumns: [quotes.id] }).onDelete("cascade"),
  ],
);

/** One row is someone who was quoted, known to `knowledge` or not. */
export const speakers = pgTable(
  "speakers",
  {
    /** The actor's id, or "name:" and the folded name for a person we do not know. */
    id: text().primaryKey(),
    actor: text(),
    name: text().notNull(),
    /** As last seen. */
    role: text(),
    side: text().$type<Side>().notNull(),
    quotes: integer().notNull().default(0),
    lastAt: instant().notNull(),
    /** Lower case without accents, one space before and after: " antony blinken ". */
    folded: text().notNull(),
  },
  (table) => [index().using("gin", table.folded.op("gin_trgm_ops")), index().on(table.quotes)],
);

/** One row is an article's summary as shown: extracted, or written by a model and checked. */
export const summaries = pgTable("summaries", {
  articleId: text()
    .primaryKey()
    .references(() => articles.id, { onDelete: "cascade" }),
  text: text().notNull(),
  spans: json().$type<readonly Span[]>().notNull(),
  /** "extractive", or the model's name. */
  method: text().notNull(),
  madeAt: instant().notNull(),
});

/** One row is a request for a summary to a language model: what came of it, and what it cost. */
export const modelAnswers = pgTable(
  "model_answers",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: ["article", "story"] }).notNull(),
    /** Id of the article or the story, which may be gone since. */
    subject: text().notNull(),
    model: text().notNull(),
    askedAt: instant().notNull(),
    /** As the provider counts; null when it does not say. */
    tokens: integer(),
    /** Why it was not shown; null when it was. */
    refused: text(),
  },
  (table) => [index().on(table.askedAt)],
);

/** One row is a story: articles on one event. */
export const stories = pgTable(
  "stories",
  {
    id: text().primaryKey(),
    /** Whose private feeds it is made of; null is everyone's. */
    workspaceId: text(),
    headline: text().notNull(),
    summary: text().notNull(),
    /** Stories on one matter over weeks share it. */
    storylineId: text().notNull(),
    firstAt: instant().notNull(),
    /** When its latest article was published. */
    lastAt: instant().notNull(),
    /** When it was first placed: what alerts and digests go by. */
    placedAt: instant().notNull(),
    topics: list(),
    actors: list(),
    rank: real().notNull(),
    reasons: json().$type<readonly string[]>().notNull(),
    articles: integer().notNull(),
    /** How many independent publishers carry it. */
    publishers: integer().notNull(),
    /** Every article was there at its feed's first fetch: never announced. */
    baseline: boolean().notNull(),
    /** What a model wrote in place of the summary; all null when none has. */
    writtenSummary: text(),
    /** The model's name. */
    writtenBy: text(),
    /** How many articles the story had then. */
    writtenFrom: integer(),
    /** Of headline and summary. */
    words: wordVector().generatedAlwaysAs(sql`to_tsvector('english', headline || ' ' || summary)`),
  },
  (table) => [
    index().on(table.lastAt, table.id),
    index().on(table.placedAt),
    index().on(table.storylineId, table.lastAt),
    index().using("gin", table.topics),
    index().using("gin", table.actors),
    index().using("gin", table.words),
  ],
);

/** One row is an article's place: it belongs to exactly one story. */
export const storyArticles = pgTable(
  "story_articles",
  {
    articleId: text()
      .primaryKey()
      .references(() => articles.id, { onDelete: "cascade" }),
    storyId: text()
      .notNull()
      .references(() => stories.id, { onDelete: "cascade" }),
    placedAt: instant().notNull(),
    /** The earlier article of which this is another version; null when it is none. */
    revisionOf: text(),
    /** 0 to 1: how like the story it was when placed, and why, in words for `/why`. */
    likeness: real().notNull(),
    reasons: json().$type<readonly string[]>().notNull(),
    fingerprint: json().$type<Fingerprint>().notNull(),
  },
  (table) => [index().on(table.storyId)],
);

/** One row is a key (`stories/fingerprint.ts`) of one placed article, by which its neighbours are found. */
export const articleKeys = pgTable(
  "article_keys",
  {
    key: text().notNull(),
    publishedAt: instant().notNull(),
    articleId: text()
      .notNull()
      .references(() => storyArticles.articleId, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.publishedAt, table.articleId] }),
    index().on(table.articleId),
  ],
);

/** One row is a Slack workspace, a Discord guild or the terminal: id such as "slack:T012". */
export const workspaces = pgTable("workspaces", {
  id: text().primaryKey(),
  name: text(),
  addedAt: instant().notNull().defaultNow(),
  /** Set when the bot was removed from it or its tokens were revoked. */
  removedAt: instant(),
  /** Its tokens, encrypted by the chat that owns them; null when they come from the settings. */
  installation: text(),
  /** Whether only admins may change a channel's subscriptions and schedule. */
  adminsOnly: boolean().notNull().default(false),
  /** The chat's id of the admin who asked something last: told what only an admin can mend. */
  adminId: text(),
});

/** One row is a place where the bot posts or answers: id such as "slack:T012:C345". */
export const channels = pgTable(
  "channels",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text(),
    /** IANA name, or null: the asker's or the setting's then. */
    timeZone: text(),
    mutedTopics: list(),
    /** No alerts between these local times ("22:00" to "07:00"); null is none. */
    quietFrom: text(),
    quietTo: text(),
    /** No alerts on these days of the week: 1 is Monday, 7 Sunday. */
    quietDays: smallint().array().notNull().default(sql`'{}'`),
    addedAt: instant().notNull().defaultNow(),
    /** Why nothing can be delivered, such as "channel-archived"; null while all is well. */
    brokenReason: text(),
    brokenAt: instant(),
  },
  (table) => [index().on(table.workspaceId)],
);

/** One row is what a channel asked for: a topic, a person or a phrase. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    channelId: text()
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    kind: text().$type<"topic" | "person" | "phrase">().notNull(),
    /** A topic's id, an actor's id, or the words. */
    value: text().notNull(),
    when: text().$type<"digest" | "now">().notNull(),
    addedBy: text(),
    addedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channelId, table.kind, table.value] }),
    index().on(table.kind, table.value).where(sql`"when" = 'now'`),
  ],
);

/** One row is when a channel gets its digest. */
export const digestSchedules = pgTable(
  "digest_schedules",
  {
    channelId: text()
      .primaryKey()
      .references(() => channels.id, { onDelete: "cascade" }),
    cadence: text().$type<"daily" | "weekly">().notNull(),
    /** As the wall clock shows it: "08:00". */
    localTime: text().notNull(),
    /** 1 is Monday, 7 is Sunday; null when daily. */
    weekday: smallint(),
    timeZone: text().notNull(),
    setBy: text(),
    setAt: instant().notNull(),
    nextDueAt: instant().notNull(),
  },
  (table) => [index().on(table.nextDueAt)],
);

/** One row is one sending to one channel, of which there is never a second. */
export const deliveries = pgTable(
  "deliveries",
  {
    /** At most 25 characters, since Discord's nonce carries it. */
    id: text().primaryKey(),
    channelId: text()
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    kind: text().$type<"digest" | "alert">().notNull(),
    /** The channel's local date for a digest; for an alert the story's id, and "/2", "/3" for what follows it. */
    period: text().notNull(),
    /** claimed: chosen, not yet posted. sent: posting began, so look before posting again. */
    state: text().$type<"claimed" | "sent" | "confirmed" | "failed">().notNull(),
    /** What was chosen, so that a second try sends the very same. */
    storyIds: list(),
    /** What an alert tells of its story, set when posting begins: a later article follows in the thread. */
    articleIds: list(),
    /** The message as text, until it is confirmed: a second try posts the very same. */
    message: text(),
    /** The span of time a digest covers. */
    fromAt: instant(),
    toAt: instant(),
    /** The platform's own, set when confirmed. */
    messageId: text(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    claimedAt: instant().notNull(),
    /** Until then one worker alone may send it. */
    leasedUntil: instant(),
    nextTryAt: instant().notNull(),
    sentAt: instant(),
    confirmedAt: instant(),
  },
  (table) => [
    unique("deliveries_once").on(table.channelId, table.kind, table.period),
    index().on(table.nextTryAt).where(sql`state in ('claimed', 'sent')`),
    index().on(table.channelId, table.claimedAt),
    index().on(table.claimedAt).where(sql`state = 'failed'`),
    check("deliveries_confirmed", sql`state <> 'confirmed' or confirmed_at is not null`),
  ],
);

/** A command call too long for a chat's button: the button carries its key. */
export const keptCalls = pgTable(
  "kept_calls",
  {
    key: text().primaryKey(),
    command: text().notNull(),
    options: json().$type<Readonly<Record<string, string>>>().notNull(),
    keptAt: instant().notNull().defaultNow(),
  },
  (table) => [index("kept_calls_age").on(table.keptAt)],
);

/** One row is a topic of a workspace's own: a name for words that are searched for. */
export const ownTopics = pgTable(
  "own_topics",
  {
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The name folded: two that fold alike are one. */
    key: text().notNull(),
    name: text().notNull(),
    /** As typed in a search. */
    query: text().notNull(),
    addedBy: text(),
    addedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.key] })],
);

/** One row is a person of a workspace's own: names under which the news quotes them. */
export const ownPeople = pgTable(
  "own_people",
  {
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The name folded: two that fold alike are one. */
    key: text().notNull(),
    name: text().notNull(),
    aliases: text().array().notNull(),
    role: text(),
    addedBy: text(),
    addedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.key] })],
);
