import { expect, test } from "vitest";
import { createGatherer } from "../../jobs/gather.ts";

function gatherer(fails: (items: readonly string[]) => boolean = () => false) {
  const done: (readonly string[])[] = [];
  const work = async (items: readonly string[]) => {
    if (fails(items)) throw new Error(`no ${items.join(" ")}`);
    done.push(items);
  };
  return { ...createGatherer<string>({ work, most: 3 }), done };
}

test("works on several at once when the last one or enough have come", async () => {
  const { add, done } = gatherer();
  await Promise.all([add("a", 60_000), add("b", 0)]);
  await Promise.all([add("c", 60_000), add("d", 60_000), add("e", 60_000)]);
  expect(done).toEqual([
    ["a", "b"],
    ["c", "d", "e"],
  ]);
});

test("one that waits for nobody is done at once", async () => {
  const { add, done } = gatherer();
  await add("a", 0);
  expect(done).toEqual([["a"]]);
});

test("one that fails alone fails none of the others", async () => {
  const { add, done } = gatherer((items) => items.includes("bad"));
  const ends = await Promise.allSettled([add("a", 60_000), add("bad", 60_000), add("c", 0)]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(done).toEqual([["a"], ["c"]]);
});

test("the most impatient says how long all wait", async () => {
  const { add, done } = gatherer();
  await Promise.all([add("patient", 60_000), add("impatient", 1)]);
  await Promise.all([add("c", 1), add("d", 60_000)]);
  expect(done).toEqual([
    ["patient", "impatient"],
    ["c", "d"],
  ]);
});
