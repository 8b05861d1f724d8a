import { webApi } from "@slack/bolt";
import { NewsError, TemporaryError } from "../../errors.ts";
import { RateLimitedError, UnknownOutcomeError, UnreachableError, type UnreachableReason } from "../chat.ts";

/** Slack's own names of failures that no later try will mend. */
const UNREACHABLE: Readonly<Record<string, UnreachableReason>> = {
  channel_not_found: "channel-gone",
  user_not_found: "channel-gone",
  cannot_dm_bot: "channel-gone",
  is_archived: "channel-archived",
  channel_is_archived: "channel-archived",
  not_in_channel: "bot-removed",
  user_not_in_channel: "bot-removed",
  restricted_action: "not-allowed",
  restricted_action_read_only_channel: "not-allowed",
  restricted_action_thread_only_channel: "not-allowed",
  restricted_action_non_threadable_channel: "not-allowed",
  restricted_action_thread_locked: "not-allowed",
  no_permission: "not-allowed",
  missing_scope: "not-allowed",
  access_denied: "not-allowed",
  ekm_access_denied: "not-allowed",
  team_access_not_granted: "not-allowed",
  messages_tab_disabled: "not-allowed",
  not_authed: "token-revoked",
  invalid_auth: "token-revoked",
  token_revoked: "token-revoked",
  token_expired: "token-revoked",
  account_inactive: "token-revoked",
  app_uninstalled: "token-revoked",
};

/** Slack says of these that a part of the work may have been done. */
const UNKNOWN = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "accesslimited",
]);
const LIMITED = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
/** Nothing reached Slack. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const DEFAULT_WAIT_MS = 30_000;

/** What a failed call of Slack means for a delivery. */
export function readSlackError(error: unknown): NewsError {
  if (error instanceof NewsError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new RateLimitedError(error.retryAfter * 1000, error);
  if (error instanceof webApi.WebAPIPlatformError) return readCode(error.data.error, error);
  if (error instanceof webApi.WebAPIHTTPError) {
    return error.statusCode === 429
      ? new RateLimitedError(DEFAULT_WAIT_MS, error)
      : new UnknownOutcomeError(`http_${error.statusCode}`, error);
  }
  const code = codeOf(error);
  if (NOT_SENT.has(code)) return new TemporaryError("Slack cannot be reached.", { code }, error);
  return new UnknownOutcomeError(code, error);
}

/** Slack's own name of a failure, or null when the answer was not Slack's. */
export function slackCode(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

function readCode(code: string, error: unknown): NewsError {
  if (LIMITED.has(code)) return new RateLimitedError(DEFAULT_WAIT_MS, error);
  if (UNKNOWN.has(code)) return new UnknownOutcomeError(code, error);
  return new UnreachableError(UNREACHABLE[code] ?? "message-refused", code, error);
}

/** The innermost code of a failed connection. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if (error instanceof webApi.WebAPIRequestError) return codeOf(error.original);
  if (error.cause instanceof Error) return codeOf(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
