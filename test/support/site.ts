import { createServer } from "node:http";

export interface SitePage {
  readonly body: string;
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A loopback site whose pages a test changes as it goes. */
export interface Site {
  /** `host:port` */
  readonly host: string;
  url(path: string): string;
  set(path: string, page: SitePage): void;
  /** Paths asked for, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const page = pages.get(path);
    const etag = page?.headers?.etag;
    if (!page) response.writeHead(404).end();
    else if (etag !== undefined && request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag }).end();
    } else {
      const type = page.type ?? "text/html; charset=utf-8";
      response.writeHead(page.status ?? 200, { "content-type": type, ...page.headers }).end(page.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  const host = `127.0.0.1:${address.port}`;
  return {
    host,
    url: (path) => `http://${host}${path}`,
    set: (path, page) => void pages.set(path, page),
    asked,
    stop() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export interface SiteItem {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly published?: string;
}

/** An RSS feed whose items stand on the site. */
export function rssOf(site: Pick<Site, "url">, items: readonly SiteItem[], extra = ""): SitePage {
  const entries = items.map(
    ({ path, title, text, published }) => `<item><title>${title}</title><link>${site.url(path)}</link>
<pubDate>${published ?? "Sat, 17 Jun 2023 12:00:00 GMT"}</pubDate><description><![CDATA[${text}]]></description></item>`,
  );
  return {
    type: "application/rss+xml",
    body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>${entries.join("\n")}${extra}</channel></rss>`,
  };
}
