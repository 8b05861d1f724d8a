import { expect, test } from "vitest";
import { createGatherer } from "../../jobs/gather.ts";

function gatherer(fails: (items: readonly string[]) => boolean = () => false) {
  const done: (readonly string[])[] = [];
  const work = async (items: readonly string[]) => {
    if (fails(items)) throw new Error(`no ${items.join(" ")}`);
    done.push(items);
  };
  return { ...createGatherer<string>({ work, most: 3, waitMs: 60_000 }), done };
}

test("works on several at once when the last one or enough have come", async () => {
  const { add, done } = gatherer();
  await Promise.all([add("a", false), add("b", true)]);
  await Promise.all([add("c", false), add("d", false), add("e", false)]);
  expect(done).toEqual([
    ["a", "b"],
    ["c", "d", "e"],
  ]);
});

test("one that waits for nobody is done at once", async () => {
  const { add, done } = gatherer();
  await add("a", true);
  expect(done).toEqual([["a"]]);
});

test("one that fails alone fails none of the others", async () => {
  const { add, done } = gatherer((items) => items.includes("bad"));
  const ends = await Promise.allSettled([add("a", false), add("bad", false), add("c", true)]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(done).toEqual([["a"], ["c"]]);
});
