import { z } from "zod";
import { defineJob } from "./job.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is not relevant is kept this long, so that a feed that serves it still does not bring it anew. */
const IRRELEVANT_DAYS = 30;
/** Longer than the longest period of a delivery: a week, and a week late. */
const DELIVERY_DAYS = 90;
/** How long a button works whose call was too long to stand in it. */
const CALL_DAYS = 30;
/** What the language model cost is shown for a day, and may be looked up for longer. */
const ANSWER_DAYS = 90;
const BATCH = 1000;

/** Forgets old articles, deliveries and buttons. */
export const prune = defineJob({
  name: "prune",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 60 * 60 * 1000,
  async run(_, { store, settings, log, now }) {
    const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS);
    let articles = 0;
    for (let gone = BATCH; gone === BATCH; articles += gone) {
      gone = await store.articles.prune(daysAgo(settings.articleKeepDays), daysAgo(IRRELEVANT_DAYS), BATCH);
    }
    const deliveries = await store.deliveries.prune(daysAgo(DELIVERY_DAYS));
    await store.calls.prune(daysAgo(CALL_DAYS));
    await store.modelAnswers.prune(daysAgo(ANSWER_DAYS));
    log.info({ articles, deliveries }, "pruned");
  },
});
