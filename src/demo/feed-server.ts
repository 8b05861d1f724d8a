import { createServer } from "node:http";
import type { DemoArticle, DemoOutlet } from "./news.ts";

/** What a server says that has lost its feed: a page where XML should be. */
const BROKEN_PAGE =
  "<!doctype html><html><head><title>Back soon</title></head><body><h1>Back soon</h1></body></html>";

const MARKUP: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeMarkup = (text: string) => text.replace(/[&<>"]/gu, (letter) => MARKUP[letter] ?? letter);

/** Serves each outlet's feed at `/<id>` on a free loopback port. */
export async function startFeedServer(outlets: readonly DemoOutlet[], articles: readonly DemoArticle[]) {
  const feeds = new Map(
    outlets.map((outlet) => [
      `/${outlet.id}`,
      drawFeed(
        outlet,
        articles.filter((article) => article.outlet === outlet.id),
      ),
    ]),
  );
  const server = createServer((request, response) => {
    const feed = feeds.get(request.url ?? "");
    if (!feed) {
      response.writeHead(404).end();
    } else if (request.headers["if-none-match"] === feed.etag) {
      response.writeHead(304, { etag: feed.etag }).end();
    } else {
      response.writeHead(200, { "content-type": feed.type, etag: feed.etag }).end(feed.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the feed server has no port");
  const host = `127.0.0.1:${address.port}`;
  return {
    host,
    feedAddressOf: (outletId: string) => `http://${host}/${outletId}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function drawFeed(outlet: DemoOutlet, articles: readonly DemoArticle[]) {
  const newestFirst = articles.toSorted((a, b) => b.published.getTime() - a.published.getTime());
  const etag = `"${outlet.id}-${articles.length}"`;
  switch (outlet.format) {
    case "rss":
      return { etag, type: "application/rss+xml; charset=utf-8", body: drawRss(outlet, newestFirst) };
    case "atom":
      return { etag, type: "application/atom+xml; charset=utf-8", body: drawAtom(outlet, newestFirst) };
    case "broken":
      return { etag, type: "text/html; charset=utf-8", body: BROKEN_PAGE };
  }
}

/** An address under `.example`, where no real outlet can be. */
function articleAddress({ outlet, title, published }: DemoArticle): string {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/gu, "-");
  return `https://${outlet}.example/${published.toISOString().slice(0, 10)}/${slug.replace(/^-|-$/gu, "")}`;
}

function toHtml(text: string): string {
  const paragraphs = text.trim().split(/\n\s*\n/u);
  return paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph.trim())}</p>`).join("\n");
}

function drawRss(outlet: DemoOutlet, articles: readonly DemoArticle[]): string {
  const items = articles.map(
    (article) => `<item>
<title>${escapeMarkup(article.title)}</title>
<link>${articleAddress(article)}</link>
<guid isPermaLink="true">${articleAddress(article)}</guid>
<pubDate>${article.published.toUTCString()}</pubDate>
<content:encoded><![CDATA[${toHtml(article.text)}]]></content:encoded>
</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${escapeMarkup(outlet.outlet)}</title>
<link>https://${outlet.id}.example/</link>
<description>${escapeMarkup(outlet.outlet)}</description>
${items.join("\n")}
</channel></rss>`;
}

function drawAtom(outlet: DemoOutlet, articles: readonly DemoArticle[]): string {
  const entries = articles.map(
    (article) => `<entry>
<title>${escapeMarkup(article.title)}</title>
<link href="${articleAddress(article)}"/>
<id>${articleAddress(article)}</id>
<published>${article.published.toISOString()}</published>
<updated>${article.published.toISOString()}</updated>
<content type="html">${escapeMarkup(toHtml(article.text))}</content>
</entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escapeMarkup(outlet.outlet)}</title>
<id>https://${outlet.id}.example/</id>
<link href="https://${outlet.id}.example/"/>
<updated>${articles[0]?.published.toISOString() ?? new Date(0).toISOString()}</updated>
${entries.join("\n")}
</feed>`;
}
