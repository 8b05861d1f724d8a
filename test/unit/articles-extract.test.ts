import { expect, test } from "vitest";
import { extractArticle } from "../../src/articles/extract.ts";
import { htmlToLine, htmlToText, plainParagraphs } from "../../src/articles/text.ts";
import { SAMPLE_PAGE } from "../support/sample-feeds.ts";

const SENTENCE =
  "The envoys of both countries met on Monday for the first talks in five months, officials said. ";

const page = (body: string, head = "") =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const paragraphs = (count: number) => `<p>${SENTENCE.repeat(2)}</p>`.repeat(count);

test("finds the article of a page, paragraph by paragraph, and nothing around it", () => {
  expect(extractArticle(SAMPLE_PAGE, "https://wire.example/world/envoys-meet?x=1")).toEqual({
    kind: "article",
    title: "Envoys meet",
    byline: "Ann Lee",
    published: new Date("2023-06-19T00:00:00Z"),
    canonical: "https://wire.example/world/envoys-meet",
    outlet: null,
    language: "en",
    text: [
      "The envoys of both countries met on Monday for the first talks in five months, officials of the two delegations said.",
      "“We agreed to keep talking,” the head of one delegation told reporters after three hours behind closed doors.",
      "The other side spoke of a candid exchange, and named export rules as the point on which the two remained apart.",
      "No date was set for another round, but both teams said that their deputies would meet in the autumn.",
      "“Talking is better than not talking.”",
      "Analysts expect little before the summit, at which the two presidents are to see each other for an hour.",
    ].join("\n\n"),
  });
});

test.each([
  "CLOSE",
  "Share this article",
  "Advertisement",
  "Story continues below advertisement",
  "Sign up for our free newsletter to get the news every morning.",
  "Subscribe now for unlimited access to everything we publish.",
  "Follow us on Twitter and Facebook for the latest from the region.",
  "Read more: Ships pass in the strait as talks begin",
  "Related: What the two sides want from each other",
  "Photo: Example Pictures",
  "The two envoys shake hands before their meeting. (AP Photo/Example)",
  "FILE PHOTO: The flags of both countries fly in the wind.",
  "Published June 19, 2023 8:00 am EDT",
  "Additional reporting by Bo Chen; Editing by Cy Diaz",
  "© 2023 Example Wire. All rights reserved.",
])("leaves out %j between paragraphs", (notice) => {
  const { text } = extractArticle(
    page(`<article>${paragraphs(2)}<p>${notice}</p>${paragraphs(2)}</article>`),
    null,
  );
  expect(text.split("\n\n")).toHaveLength(4);
});

test.each([
  "“Follow me,” he said, and the room did.",
  "Watch groups say that the two navies met at sea eleven times in the past year.",
  "Related industries rose as well, from ports to insurers.",
  "Published in Beijing, the paper speaks for the party and for no one else.",
  "On Monday, June 19, the two presidents spoke for an hour by telephone.",
  "Close allies of the president were not told before the visit.",
])("keeps %j", (sentence) => {
  const { text } = extractArticle(
    page(`<article>${paragraphs(2)}<p>${sentence}</p>${paragraphs(2)}</article>`),
    null,
  );
  expect(text.split("\n\n")).toContain(sentence);
});

test.each([
  {
    kind: "live-blog",
    url: "https://wire.example/news/live/2023-06-19",
    html: page(`<article>${paragraphs(5)}</article>`),
  },
  {
    kind: "live-blog",
    url: "https://wire.example/1",
    html: page(
      `<article>${paragraphs(5)}</article>`,
      '<script type="application/ld+json">{"@type":["LiveBlogPosting"]}</script>',
    ),
  },
  {
    kind: "paywall",
    url: "https://wire.example/1",
    html: page(
      `<article>${paragraphs(2)}</article><div>Already a subscriber? Log in to continue reading.</div>`,
    ),
  },
  {
    kind: "paywall",
    url: "https://wire.example/1",
    html: page(
      `<article>${paragraphs(2)}</article>`,
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
    ),
  },
  {
    kind: "gallery",
    url: "https://wire.example/gallery/visit/1",
    html: page(`<article>${paragraphs(2)}</article>`),
  },
  {
    kind: "consent",
    url: "https://wire.example/1",
    html: page(
      `<main><p>We and our partners store and access information on your device. ${SENTENCE}</p>${paragraphs(1)}</main>`,
    ),
  },
  { kind: "empty", url: "https://wire.example/1", html: page("<div id='root'></div>") },
  { kind: "empty", url: "https://wire.example/1", html: "" },
  {
    kind: "article",
    url: "https://wire.example/world/living-with-tariffs",
    html: page(`<article>${paragraphs(5)}</article>`),
  },
])("knows a page of kind $kind", ({ kind, url, html }) => {
  expect(extractArticle(html, url).kind).toBe(kind);
});

test.each([
  ["<p>One.</p><p>Two.</p>", "One.\n\nTwo."],
  ["One.<br><br>Two.<br>Three.", "One.\n\nTwo.\nThree."],
  ["<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"],
  ["A<script>alert(1)</script> B<style>p{}</style>", "A B"],
  ["5 &lt; 6 &amp; 7 &#8211; &nbsp; 8", "5 < 6 & 7 – 8"],
  ["<p>Un<b>fin", "Unfin"],
  ["  \n ", ""],
  ["soft\u00ADhyphen\u200B", "softhyphen"],
])("%j as text is %j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test("lines and plain paragraphs", () => {
  expect(htmlToLine("<p>One\n</p><p>two</p>")).toBe("One two");
  expect(plainParagraphs("One\nline.\n \nTwo.\n\n\n")).toBe("One line.\n\nTwo.");
});
