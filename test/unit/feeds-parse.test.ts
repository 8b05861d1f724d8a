import { readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { FinalError } from "../../src/errors.ts";
import { parseFeed } from "../../src/feeds/parse.ts";

const URL_OF_FEED = "https://wire.example/rss/world.xml";

function read(content: string | Uint8Array, headers: Record<string, string> = {}) {
  return parseFeed(typeof content === "string" ? Buffer.from(content) : content, headers, URL_OF_FEED);
}

const item = async (inner: string, root = 'rss version="2.0"') => {
  const name = root.split(" ")[0];
  const { items } = await read(`<${root}><channel><item>${inner}</item></channel></${name}>`);
  return items[0];
};

const entry = async (inner: string, attributes = "") => {
  const { items } = await read(
    `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><entry>${inner}</entry></feed>`,
  );
  return items[0];
};

test("reads RSS 2.0 with its modules", async () => {
  const feed = await read(`<?xml version="1.0"?>
    <rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dublin="http://purl.org/dc/elements/1.1/">
    <channel><title>Example &amp; Wire</title><link>/world</link><language>en_GB</language><ttl>30</ttl>
    <item><title>Talks <![CDATA[<b>resume</b>]]></title><link>a?x=1&amp;y=2</link><guid isPermaLink="false">17</guid>
    <pubDate>Mon, 19 Jun 2023 08:00:00 +0800</pubDate><dublin:creator>Ann Lee</dublin:creator>
    <description>Short &lt;em&gt;text&lt;/em&gt;.</description>
    <c:encoded><![CDATA[<p>One.</p><script>alert(1)</script><p>Two &amp; three.</p>]]></c:encoded></item></channel></rss>`);
  expect(feed).toMatchObject({
    kind: "rss",
    encoding: "utf-8",
    title: "Example & Wire",
    link: "https://wire.example/world",
    language: "en-GB",
    waitMs: 1_800_000,
  });
  expect(feed.items).toEqual([
    {
      id: "17",
      link: "https://wire.example/rss/a?x=1&y=2",
      title: "Talks resume",
      author: "Ann Lee",
      published: new Date("2023-06-19T00:00:00Z"),
      updated: null,
      summary: "Short text.",
      content: "One.\n\nTwo & three.",
      source: null,
    },
  ]);
});

test("starts a link at its own xml:base before the one around it", async () => {
  const link = (inner: string) => entry(inner, ' xml:base="https://wire.example/a/"');
  expect(await link('<link xml:base="https://other.example/b/" href="c"/>')).toMatchObject({
    link: "https://other.example/b/c",
  });
  expect(await link('<link xml:base="../d/" href="e"/>')).toMatchObject({ link: "https://wire.example/d/e" });
});

test("reads Atom 1.0 with inline markup, xml:base and several links", async () => {
  const read = await entry(
    `<title type="html">US &amp;amp; China</title>
     <link rel="enclosure" href="/audio.mp3"/><link href="2023/talks.html"/>
     <id>tag:wire.example,2023:1</id><published>2023-06-19T08:00:00+08:00</published><updated>2023-06-19T01:00:00Z</updated>
     <author><name>Ann Lee</name><email>ann@wire.example</email></author>
     <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>`,
    ' xml:base="https://other.example/news/"',
  );
  expect(read).toMatchObject({
    id: "tag:wire.example,2023:1",
    link: "https://other.example/news/2023/talks.html",
    title: "US & China",
    author: "Ann Lee",
    published: new Date("2023-06-19T00:00:00Z"),
    updated: new Date("2023-06-19T01:00:00Z"),
    content: "One.\n\nTwo.",
  });
});

test("reads RSS 1.0, whose items stand outside the channel", async () => {
  const feed =
    await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="https://wire.example/"><title>Wire</title><link>https://wire.example/</link></channel>
    <item rdf:about="https://wire.example/1"><title>One</title><link>https://wire.example/1</link></item>
    <item rdf:about="https://wire.example/2"><title>Two</title></item></rdf:RDF>`);
  expect(feed).toMatchObject({ kind: "rdf", title: "Wire" });
  expect(feed.items).toMatchObject([
    { title: "One", link: "https://wire.example/1" },
    { title: "Two", id: "https://wire.example/2", link: "https://wire.example/2" },
  ]);
});

test("reads JSON Feed, a bad item costing only itself", async () => {
  const feed = await read(
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Wire",
      items: [
        {
          id: 7,
          url: "/1",
          title: "One",
          content_html: "<p>Text</p>",
          date_published: "2023-06-19T08:00:00Z",
        },
        "nonsense",
        { id: "8", authors: [{ name: "Ann" }, {}], content_text: "Plain", summary: 4 },
      ],
    }),
  );
  expect(feed.kind).toBe("json");
  expect(feed.items).toMatchObject([
    { id: "7", link: "https://wire.example/1", content: "Text", published: new Date("2023-06-19T08:00:00Z") },
    { id: "8", author: "Ann", content: "Plain", summary: null },
  ]);
});

test.each([
  { name: "no version", xml: "<rss><channel><item><title>One</title></item></channel></rss>" },
  { name: "no channel", xml: '<rss version="2.0"><item><title>One</title></item></rss>' },
  { name: "upper case", xml: "<RSS><CHANNEL><ITEM><TITLE>One</TITLE></ITEM></CHANNEL></RSS>" },
  { name: "an end that never comes", xml: "<rss><channel><item><title>One</title>" },
  {
    name: "a bare ampersand",
    xml: "<rss><channel><item><title>One</title><link>/?a&b</link></item></channel></rss>",
  },
  {
    name: "text before the declaration",
    xml: "\n\n x <?xml version='1.0'?><rss><channel><item><title>One</title></item></channel></rss>",
  },
  { name: "control characters", xml: "<rss><channel><item><title>O\u0008ne</title></item></channel></rss>" },
  { name: "an unclosed element", xml: "<rss><channel><item><title>One</title><b></item></channel></rss>" },
  {
    name: "another prefix",
    xml: '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title></a:entry></a:feed>',
  },
  {
    name: "a feed inside a page",
    xml: "<html><body><rss><channel><item><title>One</title></item></channel></rss></body></html>",
  },
  {
    name: "a document type",
    xml: '<!DOCTYPE rss [<!ENTITY who "One">]><rss><channel><item><title>&who;</title></item></channel></rss>',
  },
])("reads a feed with $name", async ({ xml }) => {
  expect((await read(xml)).items).toMatchObject([{ title: "One" }]);
});

test("begins a new item where the last was never closed", async () => {
  const feed = await read(
    "<rss><channel><item><title>One</title><item><title>Two</title></item></channel></rss>",
  );
  expect(feed.items.map(({ title }) => title)).toEqual(["One", "Two"]);
});

test("entities that grow stay small", async () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join("")}]>`;
  const feed = await read(`${bomb}<rss><channel><title>&a19;</title></channel></rss>`);
  expect(feed.title?.length ?? 0).toBeLessThan(100);
});

test.each([
  { name: "nothing", text: "", reason: "empty" },
  { name: "white space", text: " \n ", reason: "empty" },
  { name: "a comment only", text: "<!-- nothing -->", reason: "not-a-feed" },
  { name: "a page", text: "<!doctype html><html><body><p>Not found</p></body></html>", reason: "html" },
  { name: "JSON of another kind", text: '{"error":"gone"}', reason: "not-a-feed" },
  {
    name: "a sitemap",
    text: "<urlset><url><loc>https://wire.example/</loc></url></urlset>",
    reason: "not-a-feed",
  },
])("refuses $name", async ({ text, reason }) => {
  await expect(read(text)).rejects.toMatchObject({ name: "FinalError", facts: { reason } });
});

const CHINESE = "<rss><channel><title>中美高层会谈在北京举行</title></channel></rss>";

interface EncodedFeed {
  readonly name: string;
  readonly encoding: string;
  readonly bytes: Buffer;
  readonly headers?: Record<string, string>;
}

test.each<EncodedFeed>([
  {
    name: "header",
    encoding: "gbk",
    bytes: iconv.encode(CHINESE, "gbk"),
    headers: { "Content-Type": "text/xml; charset=GBK" },
  },
  {
    name: "declaration",
    encoding: "big5",
    bytes: iconv.encode(
      `<?xml version="1.0" encoding="Big5"?>${CHINESE.replaceAll("举", "舉").replaceAll("层", "層").replaceAll("会谈", "會談")}`,
      "big5",
    ),
  },
  { name: "mark", encoding: "utf-16le", bytes: iconv.encode(CHINESE, "utf-16le", { addBOM: true }) },
  { name: "first bytes", encoding: "utf-16be", bytes: iconv.encode(CHINESE, "utf-16be") },
  {
    name: "bytes themselves",
    encoding: "gb18030",
    bytes: iconv.encode(CHINESE.replace("会谈", "会谈中国的一大国有了新人"), "gbk"),
  },
  {
    name: "wrong header passed over",
    encoding: "gbk",
    bytes: iconv.encode(`<?xml version="1.0" encoding="gbk"?>${CHINESE}`, "gbk"),
    headers: { "content-type": "text/xml; charset=utf-8" },
  },
])("decodes by the $name", async ({ bytes, encoding, headers = {} }) => {
  const feed = await read(bytes, headers);
  expect(feed.encoding).toBe(encoding);
  expect(feed.title).toMatch(/^中美高[层層]/u);
});

test("keeps a feed in UTF-8 that cuts a letter in two", async () => {
  const whole = Buffer.from(CHINESE);
  const at = whole.indexOf(Buffer.from("会"));
  const cut = Buffer.concat([whole.subarray(0, at + 2), whole.subarray(at + 3)]);
  expect(await read(cut)).toMatchObject({ encoding: "utf-8" });
});

test.each([
  [
    "a server that calls everything Latin-1",
    "Café “talks”",
    "utf-8",
    "text/xml; charset=iso-8859-1",
    "utf-8",
  ],
  ["Latin-1 that is Latin-1", "Café", "latin1", "text/xml; charset=iso-8859-1", "iso-8859-1"],
  [
    "Russian in KOI8-R that nothing names",
    "Президент встретился с министром",
    "koi8-r",
    "text/xml",
    "koi8-r",
  ],
] as const)("reads %s", async (_, title, written, type, encoding) => {
  const bytes = iconv.encode(`<rss version="2.0"><channel><title>${title}</title></channel></rss>`, written);
  expect(await read(bytes, { "content-type": type })).toMatchObject({ encoding, title });
});

test("reads Japanese in seven bits", async () => {
  const xml = `<?xml version="1.0" encoding="ISO-2022-JP"?><rss><channel><title>\u001b$BF|K\\\u001b(B</title></channel></rss>`;
  expect(await read(xml)).toMatchObject({ encoding: "iso-2022-jp", title: "日本" });
});

test.each(["4c6fa7949540", "0000feff", "fffe0000", "feff", "3c00"])("refuses the bytes %s", async (hex) => {
  await expect(read(Buffer.from(hex, "hex"))).rejects.toThrow(FinalError);
});

test.each(["base64", "hex", "unicode", "ebcdic-cp-us", "bogus"])(
  "reads ASCII that says %j as ASCII",
  async (name) => {
    const xml = `<?xml version="1.0" encoding="${name}"?><rss><channel><title>Talks</title></channel></rss>`;
    expect(await read(xml)).toMatchObject({ encoding: "utf-8", title: "Talks" });
  },
);

test("takes Latin bytes that nothing names for windows-1252", async () => {
  const bytes = Buffer.from("<rss><channel><title>Caf\xe9 \x93talks\x94</title></channel></rss>", "latin1");
  expect(await read(bytes)).toMatchObject({ encoding: "windows-1252", title: "Café “talks”" });
});

test.each([
  {
    name: "a guid that is a link",
    inner: "<guid>https://wire.example/1</guid>",
    link: "https://wire.example/1",
  },
  {
    name: "a guid that is none",
    inner: '<guid isPermaLink="false">https://wire.example/1</guid>',
    link: null,
  },
  {
    name: "a link in an attribute",
    inner: '<link href="https://wire.example/1"/>',
    link: "https://wire.example/1",
  },
  { name: "a guest from Atom", inner: '<atom:link href="/1"/>', link: "https://wire.example/1" },
  { name: "a script for a link", inner: "<link>javascript:alert(1)</link>", link: null },
])("finds the link in $name", async ({ inner, link }) => {
  expect(await item(inner)).toMatchObject({ link });
});

test("names the outlet that a news search took an item from", async () => {
  const read = await item(
    '<title>Talks - Example Post</title><source url="https://post.example">Example Post</source>',
  );
  expect(read?.source).toEqual({ name: "Example Post", url: "https://post.example" });
});

test("never hangs on a second feed without a root", async () => {
  for (let round = 0; round < 3; round += 1) {
    await expect(read("<!-- no root -->")).rejects.toThrow();
    await expect(read("<rss><channel><title>Wire</title></channel></rss>")).resolves.toMatchObject({
      title: "Wire",
    });
  }
});

test("reads the catalogue's file of feeds as no feed", async () => {
  const yaml = readFileSync(new URL("../../src/feeds/catalogue.yaml", import.meta.url));
  await expect(read(yaml)).rejects.toThrow("not a feed");
});
