import { createArticleStore } from "./articles.ts";
import { createCallStore } from "./calls.ts";
import { createChannelStore } from "./channels.ts";
import type { Database } from "./database.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFeedStore } from "./feeds.ts";
import { createHubStore } from "./hubs.ts";
import { createModelAnswerStore } from "./model-answers.ts";
import { createOwnPeopleStore } from "./own-people.ts";
import { createOwnTopicStore } from "./own-topics.ts";
import { createQuoteStore } from "./quotes.ts";
import { createReadingStore } from "./readings.ts";
import { createScheduleStore } from "./schedules.ts";
import { createSearchStore } from "./search.ts";
import { createSpeakerStore } from "./speakers.ts";
import { createStoryStore } from "./stories.ts";
import { createStorySummaryStore } from "./story-summaries.ts";
import { createSubscriptionStore } from "./subscriptions.ts";
import { createWorkspaceStore } from "./workspaces.ts";

/** The records, one part for each subject; `schema.ts` says what is kept. */
export function createStore(db: Database) {
  return {
    feeds: createFeedStore(db),
    hubs: createHubStore(db),
    articles: createArticleStore(db),
    readings: createReadingStore(db),
    quotes: createQuoteStore(db),
    speakers: createSpeakerStore(db),
    stories: createStoryStore(db),
    storySummaries: createStorySummaryStore(db),
    search: createSearchStore(db),
    workspaces: createWorkspaceStore(db),
    channels: createChannelStore(db),
    subscriptions: createSubscriptionStore(db),
    modelAnswers: createModelAnswerStore(db),
    ownTopics: createOwnTopicStore(db),
    ownPeople: createOwnPeopleStore(db),
    schedules: createScheduleStore(db),
    deliveries: createDeliveryStore(db),
    calls: createCallStore(db),
  };
}

export type Store = ReturnType<typeof createStore>;
