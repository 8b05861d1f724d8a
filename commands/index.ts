import { channel } from "./channel.ts";
import type { Command } from "./command.ts";
import { digest } from "./digest.ts";
import { feeds } from "./feeds.ts";
import { help } from "./help.ts";
import { latest } from "./latest.ts";
import { quotes } from "./quotes.ts";
import { search } from "./search.ts";
import { status } from "./status.ts";
import { story } from "./story.ts";
import { subscribe } from "./subscribe.ts";
import { subscriptions } from "./subscriptions.ts";
import { topics } from "./topics.ts";
import { trend } from "./trend.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { who } from "./who.ts";
import { why } from "./why.ts";

/** Every command, in the order of /help. */
export const commands: readonly Command[] = [
  quotes,
  latest,
  story,
  search,
  who,
  topics,
  trend,
  subscribe,
  unsubscribe,
  subscriptions,
  digest,
  channel,
  why,
  feeds,
  status,
  help,
];
