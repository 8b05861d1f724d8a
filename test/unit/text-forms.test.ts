import { expect, test } from "vitest";
import { readWords, wordsOf } from "../../src/reading/words.ts";
import { readDocument } from "../../src/text/document.ts";
import { FormMemory, formAt, formOf } from "../../src/text/forms.ts";

test("a spelling has one form, wherever it stands", () => {
  expect(formAt("the talks, the ties", 11, 14)).toBe(formOf("the"));
  expect(formOf("The")).not.toBe(formOf("the"));
  expect(formOf("China’S")).toMatchObject({ text: "China’S", key: "china's" });
});

test("what is known of a spelling is found out once", () => {
  let asked = 0;
  const lengths = new FormMemory(({ text }) => {
    asked += 1;
    return text.length;
  });
  expect([lengths.of(formOf("talks")), lengths.of(formOf("talks"))]).toEqual([5, 5]);
  expect(asked).toBe(1);
});

test("spellings that meet at one hash stay apart, however many they are", () => {
  // "Aa" and "BB" have the same hash, and so has every row of them.
  const rows = Array.from({ length: 256 }, (_, number) =>
    number.toString(2).padStart(8, "0").replaceAll("0", "Aa").replaceAll("1", "BB"),
  );
  const texts = new FormMemory(({ text }) => text);
  for (const row of [...rows, ...rows]) expect(texts.of(formOf(row))).toBe(row);
});

test("more spellings than are kept, and longer ones, are read as any other", () => {
  const texts = new FormMemory(({ text }) => text);
  const early = formOf("early");
  for (let number = 0; number < 40_000; number += 1)
    if (texts.of(formOf(`w${number}`)) !== `w${number}`) expect.fail(`w${number} was read wrongly`);
  expect(formOf("early")).toBe(early);
  expect(texts.of(formOf("w39999"))).toBe("w39999");
  expect(texts.of(formOf("a".repeat(100)))).toBe("a".repeat(100));
});

test.each([
  "Mr Xi’s U.S.-led talks at 9 a.m. on Covid-19: 35% of AT&T, 1,200.5% and 19th.",
  "中国外交部发言人毛宁 said “no”; don't ask O’Neill's café in Erdoğan's İstanbul.",
  "50% x% 3.%",
])("words of the tokens are the words of the text: %s", (text) => {
  expect(wordsOf(readDocument(text))).toEqual(readWords(text));
});
