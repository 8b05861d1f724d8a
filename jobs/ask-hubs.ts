import { z } from "zod";
import { NewsError } from "../src/errors.ts";
import { isPaused } from "../src/feeds/pacing.ts";
import { hubForm } from "../src/feeds/websub.ts";
import type { StoredHub } from "../src/store/hubs.ts";
import { defineJob, type JobContext } from "./job.ts";

/** Doubled with every question that the hub did not verify. */
const ASK_AGAIN_MS = 10 * 60_000;
const LONGEST_WAIT_MS = 24 * 60 * 60_000;
/** Its answer says "accepted" or why not; no hub needs more words. */
const LIMITS = { wholeMs: 20_000, wireBytes: 64 * 1024, bodyBytes: 64 * 1024 };
const AT_ONCE = 4;

/**
 * Asks every hub whose time has come to push a feed, to go on pushing it, or to stop, when the feed was removed.
 * Whether it will, it says later, by asking back (WebSub's verification of intent).
 */
export const askHubs = defineJob({
  name: "ask-hubs",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 60_000,
  async run(_, context) {
    const { store, log, now, settings } = context;
    if (settings.publicUrl === undefined) return;
    const due = await store.hubs.due(now());
    const waiting = [...due];
    const askAll = async () => {
      for (let hub = waiting.shift(); hub !== undefined; hub = waiting.shift()) await ask(hub, context);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askAll));
    if (due.length > 0) log.info({ hubs: due.length }, "hubs asked");
  },
});

async function ask(hub: StoredHub, context: JobContext): Promise<void> {
  const { store, http, now } = context;
  if (!hub.wanted && !mayPush(hub, now())) return store.hubs.forget(hub.id);
  const mode = hub.wanted ? "subscribe" : "unsubscribe";
  // Before it is asked: a hub may ask back before it answers.
  const { failures } = hub;
  await store.hubs.save(hub.id, {
    asked: mode,
    askedAt: now(),
    failures: failures + 1,
    nextTryAt: nextTry(hub, now()),
  });
  try {
    const { status } = await http.post(hub.hub, hubForm({ ...hub, mode }), { limits: LIMITS });
    if (status < 200 || status > 299) await noteRefusal(hub, `the hub answers ${status}`, context);
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    if (isPaused(error)) await store.hubs.save(hub.id, { failures });
    await noteRefusal(hub, error.message, context);
  }
}

/** It was told to push and may do so still. */
const mayPush = ({ leasedUntil }: StoredHub, at: Date) => leasedUntil !== null && leasedUntil > at;

function nextTry({ failures }: StoredHub, at: Date): Date {
  const waitMs = Math.min(LONGEST_WAIT_MS, ASK_AGAIN_MS * 2 ** Math.min(failures, 16));
  return new Date(at.getTime() + waitMs * (0.9 + Math.random() * 0.2));
}

async function noteRefusal({ id, feedId }: StoredHub, lastError: string, { store, log }: JobContext) {
  log.warn({ feedId, fault: lastError }, "hub not asked");
  await store.hubs.save(id, { lastError });
}
