import { announceStory } from "./announce-story.ts";
import { askHubs } from "./ask-hubs.ts";
import { buildDigest } from "./build-digest.ts";
import { deliver } from "./deliver.ts";
import { fetchArticles } from "./fetch-articles.ts";
import { fetchFeed } from "./fetch-feed.ts";
import type { Job } from "./job.ts";
import { placeArticles } from "./place-articles.ts";
import { planDigests } from "./plan-digests.ts";
import { pollFeeds } from "./poll-feeds.ts";
import { prune } from "./prune.ts";
import { resumeArticles } from "./resume-articles.ts";
import { resumeDeliveries } from "./resume-deliveries.ts";
import { summariseArticle } from "./summarise-article.ts";
import { summariseStory } from "./summarise-story.ts";
import { tagArticles } from "./tag-articles.ts";
import { retellStory } from "./tell-story.ts";
import { watchFeeds } from "./watch-feeds.ts";

/** Every job, in the order of the news; those with `everyMs` run on a clock. */
export const jobs: readonly Job[] = [
  pollFeeds,
  fetchFeed,
  fetchArticles,
  tagArticles,
  summariseArticle,
  placeArticles,
  retellStory,
  announceStory,
  summariseStory,
  planDigests,
  buildDigest,
  deliver,
  resumeArticles,
  resumeDeliveries,
  watchFeeds,
  askHubs,
  prune,
];
