import { expect, test } from "vitest";
import { parseRobots } from "../../src/feeds/robots.ts";

const TEXT = `# for all
User-agent: *
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Disallow: /search*page=

User-agent: Backchannel/1.0
User-agent: OtherBot
Disallow: /members # only these
`;

test.each([
  { path: "/news", allowed: true },
  { path: "/private", allowed: false },
  { path: "/private/press/1", allowed: true },
  { path: "/files/a.pdf", allowed: false },
  { path: "/files/a.pdf?x=1", allowed: true },
  { path: "/search?q=a&page=2", allowed: false },
])("another bot: $path", ({ path, allowed }) => {
  expect(parseRobots(TEXT, "someone").allows(path)).toBe(allowed);
});

test("the rules for our name stand in place of those for all", () => {
  const rules = parseRobots(TEXT, "backchannel");
  expect(rules.allows("/members/1")).toBe(false);
  expect(rules.allows("/private")).toBe(true);
});

test.each([
  { name: "nothing", text: "" },
  { name: "an empty rule", text: "User-agent: *\nDisallow:" },
  { name: "a page", text: "<html><body>Not found</body></html>" },
  { name: "rules before any name", text: "Disallow: /" },
])("$name forbids nothing", ({ text }) => {
  expect(parseRobots(text, "backchannel").allows("/news")).toBe(true);
});

test("stars by the hundred are matched all the same", () => {
  const rules = parseRobots(`User-agent: *\nDisallow: /${"*a".repeat(200)}b`, "backchannel");
  expect(rules.allows(`/${"a".repeat(5000)}`)).toBe(true);
});

test.each([
  { name: "seconds", text: "User-agent: *\nCrawl-delay: 2.5", delayMs: 2_500 },
  {
    name: "for us alone",
    text: "User-agent: *\nCrawl-delay: 9\n\nUser-agent: backchannel\nCrawl-delay: 3",
    delayMs: 3_000,
  },
  { name: "for others alone", text: "User-agent: other\nCrawl-delay: 9", delayMs: 0 },
  { name: "an hour is half a minute", text: "User-agent: *\nCrawl-delay: 3600", delayMs: 30_000 },
  { name: "nonsense", text: "User-agent: *\nCrawl-delay: soon\nDisallow:", delayMs: 0 },
])("waits between pages: $name", ({ text, delayMs }) => {
  expect(parseRobots(text, "backchannel").crawlDelayMs).toBe(delayMs);
});
