import { expect } from "vitest";
import { test } from "../support/database.ts";
import { makeFeed } from "../support/records.ts";

test("keeps what polling learned when the catalogue is read again", async ({ store }) => {
  const feed = makeFeed("guardian-world");
  await store.feeds.add([feed]);
  await store.feeds.saveLook(feed.id, { etag: '"a"', failures: 2, lastError: "timed out" });
  await store.feeds.add([{ ...feed, outlet: "The Guardian, renamed" }]);
  expect(await store.feeds.get(feed.id)).toMatchObject({
    outlet: "The Guardian, renamed",
    etag: '"a"',
    failures: 2,
    lastError: "timed out",
  });
});

test("forgets the validators of an address that changed", async ({ store }) => {
  const feed = makeFeed("moved");
  await store.feeds.add([feed]);
  await store.feeds.saveLook(feed.id, { etag: '"a"', lastModified: "Mon, 01 Jan 2024 00:00:00 GMT" });
  await store.feeds.add([{ ...feed, url: "https://moved.example/new.xml" }]);
  expect(await store.feeds.get(feed.id)).toMatchObject({ etag: null, lastModified: null });
});

test("removes from everyone's list what left the catalogue, but no feed that somebody added", async ({
  store,
}) => {
  const ids = async () => (await store.feeds.list()).map(({ id }) => id);
  await store.workspaces.save({ id: "slack:T1" });
  await store.feeds.sync([makeFeed("stays"), makeFeed("goes")]);
  await store.feeds.add([
    makeFeed("theirs", { workspaceId: "slack:T1", addedBy: "U1" }),
    makeFeed("everyones", { addedBy: "U1" }),
  ]);
  await store.feeds.sync([makeFeed("stays")]);
  expect(await ids()).toEqual(expect.arrayContaining(["stays", "theirs", "everyones"]));
  expect(await ids()).not.toContain("goes");
  await store.feeds.sync([makeFeed("stays"), makeFeed("goes")]);
  expect(await ids()).toContain("goes");
});

test("shows a workspace everyone's feeds and its own, never another's", async ({ store }) => {
  await store.workspaces.save({ id: "slack:T2" });
  await store.workspaces.save({ id: "slack:T3" });
  await store.feeds.add([
    makeFeed("public"),
    makeFeed("of-t2", { workspaceId: "slack:T2" }),
    makeFeed("of-t3", { workspaceId: "slack:T3" }),
  ]);
  const seen = (await store.feeds.list("slack:T2")).map(({ id }) => id);
  expect(seen).toEqual(expect.arrayContaining(["public", "of-t2"]));
  expect(seen).not.toContain("of-t3");
});

test("hands out due feeds, longest overdue first, and none that was removed", async ({ store }) => {
  const at = (minute: number) => new Date(Date.UTC(2020, 0, 1, 0, minute));
  const added = ["due-late", "due-early", "not-yet", "removed"];
  await store.feeds.add(added.map((id) => makeFeed(id)));
  expect((await store.feeds.due(new Date(0))).map(({ id }) => id)).toEqual(expect.arrayContaining(added));
  await store.feeds.saveLook("due-late", { nextLookAt: at(2) });
  await store.feeds.saveLook("due-early", { nextLookAt: at(1) });
  await store.feeds.saveLook("not-yet", { nextLookAt: at(9) });
  await store.feeds.saveLook("removed", { nextLookAt: at(1) });
  expect(await store.feeds.remove("removed", at(0))).toBe(true);
  expect(await store.feeds.remove("removed", at(0))).toBe(false);
  const due = (await store.feeds.due(at(5))).map(({ id }) => id).filter((id) => added.includes(id));
  expect(due).toEqual(["due-early", "due-late"]);
});

test("counts a feed's looks by day", async ({ store }) => {
  await store.feeds.add([makeFeed("counted")]);
  const day = new Date("2026-03-08T23:00:00Z");
  await store.feeds.countLook("counted", { at: day, failed: false, items: 40, fresh: 3 });
  await store.feeds.countLook("counted", { at: day, failed: true, items: 0, fresh: 0 });
  expect(await store.feeds.days("counted", new Date("2026-03-01T00:00:00Z"))).toEqual([
    { day: "2026-03-08", looks: 2, failures: 1, items: 40, fresh: 3 },
  ]);
});
