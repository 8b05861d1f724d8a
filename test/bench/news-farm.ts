import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { readDemoNews } from "../../src/demo/news.ts";

/**
 * Outlets on loopback, each with a feed of summaries and a page for every article, in a process of their own so
 * that serving them does not count as reading them. Arguments: outlets, articles of each. Prints the hosts as JSON.
 */
export const NEWS_FARM = fileURLToPath(import.meta.url);

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2023, 5, 17);

interface FarmArticle {
  readonly path: string;
  readonly title: string;
  readonly published: Date;
  readonly paragraphs: readonly string[];
}

const escapeMarkup = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Each article has paragraphs of several of the demo's: no two are alike, and all read like news. */
function writeArticle(outlet: number, item: number): FarmArticle {
  const { articles } = readNews();
  const seed = outlet * 1009 + item * 31;
  const pick = (step: number) => articles[(seed * (step + 3) + step * step * 17) % articles.length];
  const parts = [0, 1, 2].flatMap(
    (step) =>
      pick(step)
        ?.text.trim()
        .split(/\n\s*\n/u) ?? [],
  );
  const start = seed % Math.max(1, parts.length - 8);
  return {
    path: `/news/${outlet}-${item}.html`,
    title: `${pick(0)?.title ?? ""}, day ${(seed % 40) + 1}`,
    published: new Date(START + (seed % 40) * (DAY_MS / 4)),
    paragraphs: parts.slice(start, start + 8),
  };
}

let news: ReturnType<typeof readDemoNews> | null = null;
function readNews() {
  news ??= readDemoNews();
  return news;
}

function drawFeed(host: string, articles: readonly FarmArticle[]): string {
  const items = articles.map(
    ({ path, title, published, paragraphs }) =>
      `<item><title>${escapeMarkup(title)}</title><link>http://${host}${path}</link><pubDate>${published.toUTCString()}</pubDate><description>${escapeMarkup(paragraphs[0] ?? "")}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Farm</title>${items.join("\n")}</channel></rss>`;
}

function drawPage({ title, paragraphs }: FarmArticle): string {
  const links = Array.from(
    { length: 30 },
    (_, index) => `<li><a href="/s/${index}">Section ${index}</a></li>`,
  );
  const body = paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join("\n");
  return `<!doctype html><html><head><title>${escapeMarkup(title)}</title></head><body><header><nav><ul>${links.join("")}</ul></nav></header><main><article><h1>${escapeMarkup(title)}</h1>${body}</article></main><footer><ul>${links.join("")}</ul></footer></body></html>`;
}

async function serveOutlet(outlet: number, count: number): Promise<string> {
  const articles = Array.from({ length: count }, (_, item) => writeArticle(outlet, item));
  const pages = new Map(articles.map((article) => [article.path, Buffer.from(drawPage(article))]));
  let feed = "";
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? "");
    if (page) response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    else response.writeHead(200, { "content-type": "application/rss+xml" }).end(feed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = typeof address === "object" && address ? `127.0.0.1:${address.port}` : "";
  feed = drawFeed(host, articles);
  return host;
}

if (process.argv[1] === NEWS_FARM) {
  const [outlets = 20, articles = 25] = process.argv.slice(2).map(Number);
  const hosts = await Promise.all(
    Array.from({ length: outlets }, (_, outlet) => serveOutlet(outlet, articles)),
  );
  process.stdout.write(`${JSON.stringify(hosts)}\n`);
}
