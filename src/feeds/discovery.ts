import { allElements, readPage } from "../articles/page-tree.ts";
import { NewsError, UserError } from "../errors.ts";
import { decodeText } from "./decode.ts";
import type { Http, HttpAnswer } from "./http.ts";
import { type ParsedFeed, parseFeed } from "./parse.ts";
import { findHub } from "./websub.ts";

/** A feed that stands at an address, or that the page there names. */
export interface FoundFeed {
  readonly url: string;
  readonly title: string | null;
  readonly homepage: string | null;
  readonly language: string | null;
  /** Titles of its newest items, newest first. */
  readonly titles: readonly string[];
  readonly parsed: ParsedFeed;
  /** The hub that could tell of its changes; null when it names none. */
  readonly hub: string | null;
}

/** Where sites keep a feed that their pages do not name. */
const USUAL_PATHS = [
  "/feed/",
  "/rss.xml",
  "/feed.xml",
  "/rss",
  "/atom.xml",
  "/index.xml",
  "/feeds/all.atom.xml",
];
const FEED_TYPE = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b/iu;
/** Addresses tried for one question: a person waits. */
const MOST_TRIED = 6;
const LIMITS = { wholeMs: 8_000, wireBytes: 8 * 1024 * 1024 };
const TITLES = 5;

/**
 * Finds the feed at an address that a person typed: a feed's own, or a site's, with or without "https://".
 *
 * @throws UserError saying why there is none
 */
export async function findFeedAt(typed: string, http: Http): Promise<FoundFeed> {
  const address = toAddress(typed);
  const answer = await ask(address, http);
  const feed = await tryParse(answer);
  if (feed) return found(answer, feed);
  const named = namedFeeds(answer);
  const guessed = USUAL_PATHS.map((path) => new URL(path, answer.url).href);
  const tried = [...new Set([...named, ...guessed])].slice(0, MOST_TRIED);
  for (const url of tried) {
    const next = await ask(url, http).catch(() => null);
    const read = next && (await tryParse(next));
    if (next && read) return found(next, read);
  }
  throw new UserError(
    `I found no feed at ${address}, nor at the usual places beside it. Give me the address of the feed itself.`,
  );
}

function toAddress(typed: string): string {
  const text = typed
    .trim()
    .replace(/^<|>$/gu, "")
    .replace(/^feed:(?:\/\/)?(?=https?:)/iu, "");
  const address = URL.parse(text) ?? URL.parse(`https://${text}`);
  const scheme = address?.protocol === "feed:" ? URL.parse(text.replace(/^feed:/iu, "https:")) : address;
  if (!scheme || !/^https?:$/u.test(scheme.protocol) || !/[.:]|^localhost$/u.test(scheme.hostname)) {
    throw new UserError("That is not the address of a site or a feed. An example: https://example.com/feed");
  }
  return scheme.href;
}

async function ask(url: string, http: Http): Promise<HttpAnswer> {
  try {
    const answer = await http.get(url, { limits: LIMITS });
    if (answer.status === 200) return answer;
    throw new UserError(`${url} answers ${answer.status}, so I cannot read it.`);
  } catch (error) {
    if (error instanceof UserError || !(error instanceof NewsError)) throw error;
    throw new UserError(`I cannot read ${url}: ${error.message}.`, error.facts, error);
  }
}

async function tryParse({ body, headers, url }: HttpAnswer): Promise<ParsedFeed | null> {
  try {
    return await parseFeed(body, headers, url);
  } catch {
    return null;
  }
}

/** `<link rel="alternate" type="application/rss+xml">`, a site's feed of comments last. */
function namedFeeds({ body, headers, url }: HttpAnswer): string[] {
  const page = readPage(decodeText(body, headers["content-type"]).text);
  const links = allElements(page).filter(
    ({ tag, attributes }) =>
      tag === "link" && /\balternate\b/iu.test(attributes.rel ?? "") && FEED_TYPE.test(attributes.type ?? ""),
  );
  const addresses = links
    .map(({ attributes }) => URL.parse(attributes.href ?? "", url)?.href ?? "")
    .filter(Boolean);
  const isComments = (address: string) => /comments?(?:\/|-|_|$)/iu.test(address);
  return [...addresses.filter((one) => !isComments(one)), ...addresses.filter(isComments)];
}

function found({ url, movedTo, headers }: HttpAnswer, parsed: ParsedFeed): FoundFeed {
  const newest = parsed.items.toSorted((left, right) => time(right) - time(left));
  return {
    url: movedTo ?? url,
    title: parsed.title,
    homepage: parsed.link,
    language: parsed.language,
    titles: newest.flatMap(({ title }) => title ?? []).slice(0, TITLES),
    parsed,
    hub: findHub(headers, parsed, url)?.hub ?? null,
  };
}

const time = ({ published, updated }: ParsedFeed["items"][number]) => (published ?? updated)?.getTime() ?? 0;
