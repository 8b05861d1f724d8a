import { createHash } from "node:crypto";

/** Parameters that say where a reader came from, not which article it is. */
const TRACKING_PARAMETER =
  /^(?:utm_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|_ga|cmpid|ocid|ncid|smid|cmp|ito|taid|ref|referrer|partner|rss|s_cid|at_(?:medium|campaign|custom\d?|link_.*|format|bbc_team|ptr_name)|ns_(?:mchannel|source|campaign|linkname|fee)|xtor|sref|ftag|__source|__twitter_impression|guccounter|traffic_source|pgtype|partner_id|outputType|amp|feedtype|feedname|feedref|reflink|emc|outbrain|syn-[0-9a-z]+)$/iu;

/** Hosts that show the same articles as the one without the first label. */
const TWIN_LABEL = /^(?:www\d?|m|mobile|amp|edition|touch)\./u;

/**
 * The one address that stands for an article: https, no tracking, no AMP or mobile twin, no fragment.
 *
 * It is a name, not always a place: fetch the address as served.
 *
 * @returns null when `url` is not an http or https address
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/u.test(parsed.protocol) || parsed.hostname === "") return null;
  const cached = ampCacheTarget(parsed);
  if (cached) return canonicalUrl(cached);
  const port = /^(?:80|443)?$/u.test(parsed.port) ? "" : `:${parsed.port}`;
  return `https://${canonicalHost(parsed.hostname)}${port}${canonicalPath(parsed.pathname)}${parsed.search === "" ? "" : canonicalQuery(parsed.searchParams)}`;
}

/**
 * An id that two feeds agree on; `url` comes from `canonicalUrl`, which two tellings of one address agree on.
 *
 * @param workspaceId whose private feed brought it: a private copy is an article of its own, so that it never
 *   stands in the way of everyone's
 */
export function articleId(url: string, workspaceId: string | null = null): string {
  const name = workspaceId === null ? url : `${workspaceId} ${url}`;
  return createHash("sha256").update(name).digest("base64url").slice(0, 16);
}

/** `example-com.cdn.ampproject.org/c/s/example.com/a` and `google.com/amp/s/example.com/a` show example.com/a. */
function ampCacheTarget({ hostname, pathname }: URL): string | null {
  const isCache = hostname.endsWith(".cdn.ampproject.org") || /^(?:www\.)?google\.[a-z.]+$/u.test(hostname);
  if (!isCache) return null;
  const target = /^\/(?:amp|[cvw])\/(?:s\/)?([^/]+\.[^/]+\/.*)$/u.exec(pathname)?.[1];
  return target ? `https://${target}` : null;
}

function canonicalHost(hostname: string): string {
  const host = hostname.replace(/\.$/u, "");
  const bare = host.replace(TWIN_LABEL, "");
  // "m.com" is a site of its own: without its label no domain would be left.
  return bare.includes(".") ? bare : host;
}

function canonicalPath(pathname: string): string {
  const path = pathname
    .replace(/\/{2,}/gu, "/")
    .replace(/^\/amp(?=\/)/u, "")
    .replace(/\/(?:amp|amp\.html)\/?$/u, "")
    .replace(/\.amp(?=\.html?$|$)/u, "")
    .replace(/\/index\.(?:html?|php)$/u, "")
    .replace(/\/$/u, "");
  return path === "" ? "/" : path;
}

function canonicalQuery(parameters: URLSearchParams): string {
  const kept = [...parameters].filter(([name]) => !TRACKING_PARAMETER.test(name));
  if (kept.length === 0) return "";
  kept.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `?${new URLSearchParams(kept)}`;
}
