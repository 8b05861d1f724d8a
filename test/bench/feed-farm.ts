import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";

/** A thousand feeds on loopback, in a process of their own so that serving them does not count as reading them. */

const FEEDS = 1000;
const ITEMS = 50;
/** As many sites as outlets usually have feeds: ten feeds each. */
const SITES = 100;
const SLOW_MS = 300;

interface FarmFeed {
  readonly bytes: Buffer;
  readonly gzip: Buffer;
  readonly type: string;
  readonly etag: string | null;
  readonly isSlow: boolean;
}

const WORDS =
  "officials said talks on trade and security would resume next month after a pause that both capitals called regrettable while analysts warned that export rules and naval patrols remain the hardest questions for envoys who meet in third countries".split(
    " ",
  );

/** Words that differ from item to item and are the same in every run. */
function prose(seed: number, words: number): string {
  const picked = Array.from(
    { length: words },
    (_, index) => WORDS[(seed * 7 + index * 13 + index * index) % WORDS.length],
  );
  return `${picked.join(" ")}.`;
}

function dateOf(feed: number, item: number): Date {
  return new Date(Date.UTC(2023, 5, 19) - (feed * 7 + item * 3600) * 1000);
}

function rss(feed: number, body: (item: number) => string, encoding = "utf-8"): string {
  const items = Array.from({ length: ITEMS }, (_, item) => {
    const link = `https://outlet-${feed}.example/news/${item}`;
    return `<item><title>Story ${item} of outlet ${feed}: ${prose(feed + item, 6)}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${dateOf(feed, item).toUTCString()}</pubDate><dc:creator>Reporter ${item}</dc:creator><description><![CDATA[${body(item)}]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Outlet ${feed}</title><link>https://outlet-${feed}.example/</link><description>News</description>${items.join("\n")}</channel></rss>`;
}

function atom(feed: number): string {
  const entries = Array.from({ length: ITEMS }, (_, item) => {
    const link = `https://outlet-${feed}.example/news/${item}`;
    const at = dateOf(feed, item).toISOString();
    return `<entry><title type="html">Story ${item} of outlet ${feed}: ${prose(feed + item, 6)}</title><link rel="alternate" href="${link}"/><id>${link}</id><published>${at}</published><updated>${at}</updated><author><name>Reporter ${item}</name></author><summary type="html">&lt;p&gt;${prose(feed * item, 40)}&lt;/p&gt;</summary></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet ${feed}</title><link href="https://outlet-${feed}.example/"/><id>urn:outlet:${feed}</id><updated>2023-06-19T00:00:00Z</updated>${entries.join("\n")}</feed>`;
}

/** Of twenty feeds: twelve RSS, four Atom, two GBK, one large, one slow; every tenth cannot do 304. */
function makeFeed(feed: number): FarmFeed {
  const kind = feed % 20;
  const summary = (item: number) => `<p>${prose(feed * item, 40)}</p>`;
  const article = (item: number) =>
    Array.from({ length: 8 }, (_, part) => `<p>${prose(feed * item + part, 60)}</p>`).join("");
  const chinese = (item: number) =>
    `<p>中美高层会谈第${item}轮在北京举行，双方就经贸和安全问题交换意见。${prose(feed * item, 10)}</p>`;
  const bytes =
    kind < 4
      ? Buffer.from(atom(feed))
      : kind < 6
        ? iconv.encode(rss(feed, chinese, "gbk"), "gbk")
        : Buffer.from(rss(feed, kind === 6 ? article : summary));
  const type =
    kind < 4 ? "application/atom+xml" : kind < 6 ? "application/rss+xml; charset=gbk" : "application/rss+xml";
  return {
    bytes,
    gzip: gzipSync(bytes),
    type,
    etag: feed % 10 === 9 ? null : `"${feed}-1"`,
    isSlow: kind === 7,
  };
}

function answer(feed: FarmFeed): RequestListener {
  return (request, response) => {
    const headers: Record<string, string> = { "content-type": feed.type };
    if (feed.etag !== null) headers.etag = feed.etag;
    if (feed.etag !== null && request.headers["if-none-match"] === feed.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const packed = /\bgzip\b/u.test(request.headers["accept-encoding"] ?? "");
    if (packed) headers["content-encoding"] = "gzip";
    response.writeHead(200, headers).end(packed ? feed.gzip : feed.bytes);
  };
}

async function serveFarm(): Promise<string[]> {
  const feeds = Array.from({ length: FEEDS }, (_, feed) => makeFeed(feed));
  const urls: string[] = [];
  for (let site = 0; site < SITES; site += 1) {
    const server: Server = createServer((request, response) => {
      const feed = feeds[Number(/^\/(\d+)\.xml$/u.exec(request.url ?? "")?.[1] ?? Number.NaN)];
      if (!feed) response.writeHead(404).end();
      else if (feed.isSlow) setTimeout(() => answer(feed)(request, response), SLOW_MS);
      else answer(feed)(request, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("no port");
    const each = FEEDS / SITES;
    for (let feed = site * each; feed < (site + 1) * each; feed += 1) {
      urls.push(`http://127.0.0.1:${bound.port}/${feed}.xml`);
    }
  }
  return urls;
}

/** How a parent starts the farm. */
export const FARM = fileURLToPath(import.meta.url);
export const FARM_SIZE = { feeds: FEEDS, items: ITEMS };

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(await serveFarm())}\n`);
}
