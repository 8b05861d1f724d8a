import { webApi } from "@slack/bolt";

const TIMEOUT_MS = 10_000;

/**
 * How every call of Slack is made. The client never tries again by itself: after a time-out it would post a
 * message twice, and only the delivery knows how to look first.
 */
export function clientOptions(apiUrl: string): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logLevel: webApi.LogLevel.ERROR,
  };
}

/** "https://slack.com/api/" unless told otherwise; always ends in a slash. */
export function slackApiUrl(setting: string | null | undefined): string {
  const url = setting ?? "https://slack.com/api/";
  return url.endsWith("/") ? url : `${url}/`;
}
