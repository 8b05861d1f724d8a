/** What a story is made from. Everything here is plain data: the store keeps it as JSON. */

/** What an article tells, for likeness: made once, kept with the article. Words are stems, countries stand alone. */
export interface Fingerprint {
  /** The title's content words, in order, each once. */
  readonly title: readonly string[];
  /** The content words of the first lines, each once. */
  readonly lead: readonly string[];
  /** Words that are names in running text. */
  readonly names: readonly string[];
  /** The first name of the title: mostly who acts. */
  readonly subject: string | null;
  /** Actors by id. */
  readonly who: readonly string[];
  /** Meaning classes of the title's event words: "hits" and "strikes" are one. */
  readonly what: readonly string[];
  /** Days of the week that the first lines name, 0 for Sunday. */
  readonly when: readonly number[];
  /** Numbers of the title, as printed. */
  readonly numbers: readonly string[];
  /** The title tells of what is still to come. */
  readonly isAhead: boolean;
  /** The title tells of an answer to something said or done before. */
  readonly isReaction: boolean;
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

/** Of all found through the keys, so many are compared. */
export const NEIGHBOUR_LIMIT = 120;
