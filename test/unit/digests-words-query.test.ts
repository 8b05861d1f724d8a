import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsWords, readWordsQuery } from "../../src/digests/words-query.ts";

test.each([
  { text: "The US and China", query: "us", holds: true },
  { text: "A rusty pipe", query: "rust", holds: false },
  { text: "China curbs rare-earth exports", query: "Rare Earths", holds: true },
  { text: "Earth is rare", query: "rare earths", holds: true },
  { text: "Earth is rare", query: '"rare earths"', holds: false },
  { text: "Café talks", query: "cafe", holds: true },
  { text: "王毅表示反对", query: "王毅", holds: true },
  { text: "Balloon and hotline", query: "balloon -hotline", holds: false },
  { text: "Balloon shot down", query: "balloon -hotline", holds: true },
  { text: "Pandas go home", query: 'zoo or "giant panda" or panda', holds: true },
  { text: "A bear and a panda", query: "zoo -bear or panda -bear", holds: false },
  {
    text: "Export controls tighten",
    query: '"export control" chip or "export control" tighten',
    holds: true,
  },
  { text: "anything", query: "  ", holds: false },
  { text: "anything", query: "-nothing", holds: false },
  { text: "anything", query: '"', holds: false },
  { text: "anything", query: "or or or", holds: false },
])("“$query” in “$text”: $holds", ({ text, query, holds }) => {
  expect(holdsWords([text], readWordsQuery(query))).toBe(holds);
});

test("words may stand in different texts, a phrase may not", () => {
  expect(holdsWords(["Xi speaks", "of tariffs"], readWordsQuery("xi tariff"))).toBe(true);
  expect(holdsWords(["Xi", "speaks"], readWordsQuery('"xi speaks"'))).toBe(false);
});

test("any text of letters holds itself", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zéü]{1,8}( [a-z]{1,8}){0,4}$/u), (text) => {
      fc.pre(!/(?:^| )or(?: |$)/u.test(text));
      expect(holdsWords([text], readWordsQuery(text))).toBe(true);
      expect(holdsWords([`x ${text} y`], readWordsQuery(`"${text}"`))).toBe(true);
    }),
  );
});
