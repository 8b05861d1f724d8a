import { expect } from "vitest";
import { test } from "../support/database.ts";

const call = { command: "quotes", options: { who: "Blinken", cursor: "x".repeat(400) } };

test("finds a kept call, kept once or twice", async ({ store }) => {
  await store.calls.keep(new Map([["k1", call]]));
  await store.calls.keep(new Map([["k1", call]]));
  expect(await store.calls.get("k1")).toEqual(call);
  expect(await store.calls.get("k2")).toBeNull();
});

test("keeps none without complaint, and forgets old ones only", async ({ store }) => {
  await store.calls.keep(new Map());
  await store.calls.keep(new Map([["k3", call]]));
  await store.calls.prune(new Date(Date.now() - 60_000));
  expect(await store.calls.get("k3")).toEqual(call);
  await store.calls.prune(new Date(Date.now() + 60_000));
  expect(await store.calls.get("k3")).toBeNull();
});
