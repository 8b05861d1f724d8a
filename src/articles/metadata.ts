import { z } from "zod";
import { parseDate } from "./dates.ts";
import { allElements, type PageElement, rawText } from "./page-tree.ts";
import { cleanLine, htmlToLine } from "./text.ts";

/** What a page says of itself in its head. */
export interface PageMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  readonly published: Date | null;
  /** The address the page calls its own, absolute; not yet `canonicalUrl`. */
  readonly canonical: string | null;
  readonly outlet: string | null;
  /** BCP 47 as far as the page keeps to it. */
  readonly language: string | null;
  /** JSON-LD says that it is a live blog. */
  readonly isLiveBlog: boolean;
  /** JSON-LD says that readers must pay; null when it does not say. */
  readonly isFree: boolean | null;
}

/** JSON-LD in the wild: every field may hold anything, and a wrong one costs only itself. */
const text = z.string().optional().catch(undefined);
const types = z
  .union([z.string().transform((type) => [type]), z.array(z.string())])
  .optional()
  .catch(undefined);
const person = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const people = z
  .union([person.transform((name) => [name]), z.array(person)])
  .optional()
  .catch(undefined);
const free = z
  .union([z.boolean(), z.string().transform((value) => !/^false$/iu.test(value))])
  .optional()
  .catch(undefined);

const linkedData = z.object({
  "@type": types,
  headline: text,
  datePublished: text,
  author: people,
  isAccessibleForFree: free,
});
type LinkedData = z.output<typeof linkedData>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|LiveBlogPosting)$/u;
const MOST_LINKED_DATA = 200_000;

/** Reads a page's head: its own meta elements first, then JSON-LD, then what a reader sees. */
export function readMetadata(page: PageElement, url: string | null): PageMetadata {
  const elements = allElements(page);
  const meta = readMeta(elements);
  const data = elements.filter(isLinkedData).flatMap((element) => readLinkedData(rawText(element)));
  const article = data.find((entry) => entry["@type"]?.some((type) => ARTICLE_TYPE.test(type)));
  const first = (...names: string[]) => names.map((name) => meta.get(name)).find(Boolean) ?? null;
  const link = elements.find(({ tag, attributes }) => tag === "link" && attributes.rel === "canonical");
  const html = elements.find(({ tag }) => tag === "html");
  return {
    title: line(first("og:title", "twitter:title") ?? article?.headline ?? tagText(elements, "title")),
    byline: line(bylineOf(first("author", "article:author", "parsely-author", "byl"), article)),
    published: firstDate([
      first(
        "article:published_time",
        "og:article:published_time",
        "parsely-pub-date",
        "pubdate",
        "date",
        "dc.date",
      ),
      article?.datePublished,
      elements.find(({ tag, attributes }) => tag === "time" && attributes.datetime)?.attributes.datetime,
    ]),
    canonical: absolute(link?.attributes.href ?? first("og:url"), url),
    outlet: line(first("og:site_name")),
    language: line(html?.attributes.lang ?? first("og:locale"))?.replace("_", "-") ?? null,
    isLiveBlog: data.some((entry) => entry["@type"]?.includes("LiveBlogPosting")),
    isFree: article?.isAccessibleForFree ?? null,
  };
}

function readMeta(elements: readonly PageElement[]): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const { tag, attributes } of elements) {
    if (tag !== "meta") continue;
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
    const content = attributes.content?.trim();
    if (name && content && !meta.has(name)) meta.set(name, content);
  }
  return meta;
}

const isLinkedData = ({ tag, attributes }: PageElement) =>
  tag === "script" && attributes.type?.toLowerCase() === "application/ld+json";

function readLinkedData(written: string): LinkedData[] {
  if (written.length > MOST_LINKED_DATA) return [];
  try {
    const value: unknown = JSON.parse(written.replace(/\p{Cc}+/gu, " "));
    const graph = z.object({ "@graph": z.array(z.unknown()) }).safeParse(value);
    const entries = graph.success ? graph.data["@graph"] : Array.isArray(value) ? value : [value];
    return entries.flatMap((entry) => linkedData.safeParse(entry).data ?? []);
  } catch {
    return [];
  }
}

/** Some pages give the address of the author's page in place of a name. */
function bylineOf(written: string | null, article: LinkedData | undefined): string | null {
  const names = article?.author?.filter((name) => name !== "").join(", ");
  if (names) return names;
  return written && !/^https?:/u.test(written) ? written.replace(/^by\s+/iu, "") : null;
}

function tagText(elements: readonly PageElement[], tag: string): string | null {
  const element = elements.find((one) => one.tag === tag);
  return element ? rawText(element) : null;
}

function firstDate(written: readonly (string | null | undefined)[]): Date | null {
  return written.map((date) => parseDate(date)).find((date) => date !== null) ?? null;
}

function line(written: string | null | undefined): string | null {
  if (!written) return null;
  const clean = /[<&]/u.test(written) ? htmlToLine(written) : cleanLine(written);
  return clean === "" ? null : clean;
}

function absolute(link: string | null, url: string | null): string | null {
  const address = link ? URL.parse(link.trim(), url ?? undefined) : null;
  return address && /^https?:$/u.test(address.protocol) ? address.href : null;
}
