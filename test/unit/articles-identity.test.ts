import { expect, test } from "vitest";
import { articleId, canonicalUrl } from "../../src/articles/identity.ts";

const ARTICLE = "https://wire.example/world/talks-resume";

test.each([
  "http://wire.example/world/talks-resume",
  "https://www.wire.example/world/talks-resume/",
  "https://m.wire.example/world/talks-resume",
  "https://amp.wire.example/world/talks-resume",
  "https://wire.example/world/talks-resume/amp/",
  "https://wire.example/amp/world/talks-resume",
  "https://wire.example/world/talks-resume?utm_source=rss&utm_medium=feed",
  "https://wire.example/world/talks-resume?fbclid=x&at_medium=RSS&outputType=amp#comments",
  "https://WIRE.example:443/world//talks-resume",
  "https://wire-example.cdn.ampproject.org/c/s/wire.example/world/talks-resume",
  "https://www.google.com/amp/s/www.wire.example/world/talks-resume",
  " https://wire.example./world/talks-resume ",
])("%s is the one article", (url) => {
  expect(canonicalUrl(url)).toBe(ARTICLE);
});

test.each([
  ["https://wire.example/story?id=2&page=1", "https://wire.example/story?id=2&page=1"],
  ["https://wire.example/story?page=1&id=2", "https://wire.example/story?id=2&page=1"],
  ["https://wire.example", "https://wire.example/"],
  ["https://m.example/", "https://m.example/"],
  ["https://wire.example:8443/a", "https://wire.example:8443/a"],
  ["https://wire.example/example", "https://wire.example/example"],
  ["https://wire.example/中美", "https://wire.example/%E4%B8%AD%E7%BE%8E"],
])("%s stays %s", (url, canonical) => {
  expect(canonicalUrl(url)).toBe(canonical);
});

test.each(["", "17", "urn:uuid:1", "mailto:a@wire.example", "javascript:alert(1)", "file:///etc/passwd"])(
  "%j is no article's address",
  (url) => {
    expect(canonicalUrl(url)).toBeNull();
  },
);

test("a canonical address stays as it is", () => {
  expect(canonicalUrl(canonicalUrl("http://www.wire.example/a/?b=%20c&d") ?? "")).toBe(
    canonicalUrl("http://www.wire.example/a/?b=%20c&d"),
  );
});

test("ids differ where addresses do", () => {
  expect(articleId(ARTICLE)).toMatch(/^[\w-]{16}$/u);
  expect(articleId(ARTICLE)).not.toBe(articleId(`${ARTICLE}-again`));
});
