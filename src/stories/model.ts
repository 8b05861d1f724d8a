/** What a story is made from. Everything here is plain data: the store keeps it as JSON. */

/** What an article tells, for likeness: made once, kept with the article. */
export interface Fingerprint {
  /** Stems of the title's content words, in order. */
  readonly title: readonly string[];
  /** Stems of the first words of the text, each once. */
  readonly lead: readonly string[];
  /** Actors by id, or by name when we do not know them. */
  readonly who: readonly string[];
  /** Places by id or name. */
  readonly where: readonly string[];
  /** Meaning classes of the event words: "hits" and "strikes" are one. */
  readonly what: readonly string[];
  /** Locality-sensitive signature of the words: near copies share bands. */
  readonly bands: readonly string[];
  /** Canonical address, by which a revised article is known. */
  readonly url: string | null;
}

export interface NewArticle {
  readonly articleId: string;
  readonly publishedAt: Date;
  /** Who counts as one voice. */
  readonly publisher: string;
  readonly fingerprint: Fingerprint;
}

/** An article that already has its story. */
export interface PlacedArticle extends NewArticle {
  readonly storyId: string;
  readonly storylineId: string;
}

/** What the index knows around a new article; asked for by key and time, never by scan. */
export interface Neighbourhood {
  readonly placed: readonly PlacedArticle[];
  /** How many articles of the window have a key, for each key asked; counted to `KEY_LIMIT` at most. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface Placement {
  readonly storyId: string;
  /** True when the article begins a story of its own. */
  readonly isNew: boolean;
  readonly storylineId: string;
  /** The earlier article of which this is another version, or null. */
  readonly revisionOf: string | null;
  /** 0 to 1: how like the story it is. */
  readonly likeness: number;
  /** In words, for `/why`. */
  readonly reasons: readonly string[];
}

/** Articles farther apart than this never share a story through the index. */
export const WINDOW_DAYS = 10;

/** At most so many articles, the newest, are looked at for one key: cost does not grow with the archive. */
export const KEY_LIMIT = 60;
