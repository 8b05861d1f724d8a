import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nextAddress, readCatalogue } from "../../src/feeds/catalogue.ts";

function written(text: string): string {
  const path = join(tmpdir(), `catalogue-${process.pid}-${Math.random().toString(36).slice(2)}.yaml`);
  writeFileSync(path, text);
  return path;
}

const outlet = (feeds: string) =>
  `- outlet: Example Wire\n  publisher: Example Group\n  country: US\n  class: wire\n  language: en\n  feeds:\n${feeds}`;

test("ships with feeds of every class from both sides, each id once", () => {
  const feeds = readCatalogue();
  expect(feeds.length).toBeGreaterThan(60);
  expect(new Set(feeds.map(({ id }) => id)).size).toBe(feeds.length);
  expect(new Set(feeds.map(({ class: kind }) => kind)).size).toBe(8);
  expect(feeds.filter(({ country }) => country === "CN").length).toBeGreaterThan(5);
  expect(feeds.filter(({ otherUrls }) => otherUrls.length > 0).length).toBeGreaterThan(30);
});

test("counts outlets of one owner as one publisher", () => {
  const publishers = new Map(readCatalogue().map(({ outlet, publisher }) => [outlet, publisher]));
  expect(publishers.get("Financial Times")).toBe(publishers.get("Nikkei Asia"));
  expect(publishers.get("CNBC")).toBe(publishers.get("NBC News"));
});

test("reads a catalogue of one's own", () => {
  const path = written(outlet("    - id: wire\n      url: https://wire.example/rss\n"));
  expect(readCatalogue(path)).toMatchObject([
    { id: "wire", url: "https://wire.example/rss", outlet: "Example Wire", otherUrls: [], search: false },
  ]);
});

test.each([
  {
    name: "a bad address",
    text: outlet("    - id: wire\n      url: ftp://wire.example/rss\n"),
    told: "0.feeds.0.url",
  },
  {
    name: "an unknown key",
    text: outlet("    - id: wire\n      url: https://wire.example\n      colour: red\n"),
    told: "colour",
  },
  {
    name: "an id twice",
    text: outlet("    - id: w\n      url: https://w.example\n    - id: w\n      url: https://v.example\n"),
    told: "twice: w",
  },
  { name: "no YAML", text: "- [", told: "cannot be read" },
])("refuses $name and says where", ({ text, told }) => {
  expect(() => readCatalogue(written(text))).toThrow(told);
});

test("says that a file is not there", () => {
  expect(() => readCatalogue("/nowhere/feeds.yaml")).toThrow("/nowhere/feeds.yaml cannot be read");
});

test("tries the next address of a feed, and the first again after the last", () => {
  const feed = { url: "https://a.example", otherUrls: ["https://b.example", "https://c.example"] };
  expect(nextAddress(feed, "https://a.example")).toBe("https://b.example");
  expect(nextAddress(feed, "https://c.example")).toBe("https://a.example");
  expect(nextAddress(feed, "https://moved.example")).toBe("https://a.example");
});
