/** What the whole house speaks of. Offsets count UTF-16 units of the article's `text`, end excluded. */

/** `[start, end]` into an article's text. */
export type Span = readonly [start: number, end: number];

export type OutletClass =
  | "government"
  | "state-media"
  | "wire"
  | "newspaper"
  | "broadcaster"
  | "magazine"
  | "think-tank"
  | "specialist";

/** Whose voice something is: "other" is everyone who belongs to neither government's country. */
export type Side = "US" | "PRC" | "Taiwan" | "Hong Kong" | "other";

/** An outlet's address that we poll. */
export interface Feed {
  readonly id: string;
  readonly outlet: string;
  /** Who counts as one voice: an owner with five outlets is one publisher. */
  readonly publisher: string;
  readonly country: string;
  readonly class: OutletClass;
  /** BCP 47, such as "en" or "zh". */
  readonly language: string;
  readonly url: string;
  readonly homepage: string | null;
}

/** An item made ours. */
export interface Article {
  /** Made from the canonical address: the same article from two feeds has one id; a private feed's is its workspace's own. */
  readonly id: string;
  readonly feedId: string;
  readonly outlet: string;
  readonly publisher: string;
  /** Canonical address. */
  readonly url: string;
  readonly title: string;
  readonly author: string | null;
  /** BCP 47, such as "en" or "zh". */
  readonly language: string;
  readonly publishedAt: Date;
  /** When we first saw it. */
  readonly seenAt: Date;
  /** Plain text, paragraphs split by a blank line; never HTML. The feed's own text until the page is read. */
  readonly text: string;
}

export type MentionKind = "person" | "organisation" | "place" | "other";

/** A span that names someone or something; titles stay outside ("President **Biden**"). */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly kind: MentionKind;
  /** Id of an actor or place in `knowledge`, or null when we do not know it. */
  readonly actor: string | null;
  /** Full name, or null when the text never gives one. */
  readonly name: string | null;
  /** Such as "Q6279". */
  readonly wikidata: string | null;
}

export type QuoteKind = "direct" | "indirect" | "mixed";

/** One act of reporting: words said, who said them, and the cue that ties the two. */
export interface Quote {
  /** direct: all inside quotation marks; indirect: none; mixed: both. */
  readonly kind: QuoteKind;
  /** The content, in order; several when "he said" stands in between. Quotation marks and "that" belong to it. */
  readonly spans: readonly Span[];
  /** The verb group with a colon right behind it, or "according to"; null for a quotation that floats free. */
  readonly cue: Span | null;
  /** The pronoun or noun phrase that belongs to this very quote, with what is said of it ("Li Hui, an envoy,"), or null. */
  readonly speaker: Span | null;
  /** Full name behind the speaker, also behind a pronoun; null when not known, never a guess. */
  readonly speakerName: string | null;
  readonly speakerActor: string | null;
  /** Office at the article's date, or what the text says of the speaker; null when neither is known. */
  readonly speakerRole: string | null;
  /** Whose words the speaker passes on, as printed ("Mr Li said Mr Xi had told …": "Mr Xi"); null for their own. */
  readonly passesOn: string | null;
  readonly side: Side;
  /** 0 to 1. */
  readonly confidence: number;
  /** Actors named in the content or in the sentences around it. */
  readonly aboutActors: readonly string[];
  /** Topics of the content and the sentences around it. */
  readonly aboutTopics: readonly string[];
  /** Names of the rules that fired, in order, for `npm run explain`. */
  readonly rules: readonly string[];
}

export interface TopicScore {
  /** A topic's id in `knowledge`, such as "military-channels". */
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** The words of the text that earned it. */
  readonly words: readonly string[];
}

/** Sentences of the article and where they stand. */
export interface Summary {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** All we found in one article. */
export interface Reading {
  /** Is it about relations between the governments of the United States and China. */
  readonly relevant: boolean;
  /** How sure, 0 to 1. */
  readonly relevance: number;
  /** Why, in words for `/why`. */
  readonly reasons: readonly string[];
  /** Strongest first. */
  readonly topics: readonly TopicScore[];
  readonly mentions: readonly Mention[];
  readonly quotes: readonly Quote[];
  readonly summary: Summary;
}
