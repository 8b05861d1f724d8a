/** What a feed says, whatever format it is written in. */
export interface ParsedFeed {
  readonly kind: "rss" | "rdf" | "atom" | "json";
  /** The character encoding used, such as "utf-8" or "gbk". */
  readonly encoding: string;
  readonly title: string | null;
  /** The site the feed belongs to. */
  readonly link: string | null;
  /** BCP 47 as far as the feed keeps to it. */
  readonly language: string | null;
  /** How long the feed asks us to wait before the next look; null when it does not say. */
  readonly waitMs: number | null;
  /** Where it can be subscribed to for pushes (WebSub), or null. */
  readonly hub: string | null;
  /** The address it calls its own, or null. */
  readonly self: string | null;
  /** In the order of the feed. */
  readonly items: readonly ParsedItem[];
}

/** One entry as served. Texts are plain, paragraphs split by a blank line. */
export interface ParsedItem {
  readonly id: string | null;
  readonly link: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly published: Date | null;
  readonly updated: Date | null;
  readonly summary: string | null;
  readonly content: string | null;
  /** The outlet that an aggregator names for this item, or null. */
  readonly source: ItemSource | null;
}

export interface ItemSource {
  readonly name: string;
  readonly url: string | null;
}
