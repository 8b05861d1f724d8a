import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { NewsError, TemporaryError } from "../../errors.ts";
import { RateLimitedError, UnknownOutcomeError, UnreachableError, type UnreachableReason } from "../chat.ts";

/** Discord's own numbers of failures that no later try will mend. */
const UNREACHABLE: Readonly<Record<string, UnreachableReason>> = {
  "10003": "channel-gone",
  "10004": "channel-gone",
  "10008": "message-refused",
  "50083": "channel-archived",
  "160005": "channel-archived",
  "50001": "bot-removed",
  "50013": "not-allowed",
  "50007": "not-allowed",
  "50008": "not-allowed",
  "50024": "not-allowed",
  "40001": "token-revoked",
  "50014": "token-revoked",
};
/** Slow mode and the like. */
const LIMITED = new Set(["20016", "20022", "20026", "20028", "20029", "31001", "31002", "40062"]);
/** Nothing reached Discord. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const DEFAULT_WAIT_MS = 30_000;

/** What a failed call of Discord means for a delivery. */
export function readDiscordError(error: unknown): NewsError {
  if (error instanceof NewsError) return error;
  if (error instanceof RateLimitError) return new RateLimitedError(error.timeToReset, error);
  if (error instanceof DiscordAPIError) return readApiError(error);
  if (error instanceof HTTPError) {
    return error.status === 429
      ? new RateLimitedError(DEFAULT_WAIT_MS, error)
      : new UnknownOutcomeError(`http_${error.status}`, error);
  }
  const code = codeOf(error);
  if (NOT_SENT.has(code)) return new TemporaryError("Discord cannot be reached.", { code }, error);
  return new UnknownOutcomeError(code, error);
}

/** Discord's own number of a failure as text, or null when the answer was not Discord's. */
export function discordCode(error: unknown): string | null {
  return error instanceof DiscordAPIError ? String(error.code) : null;
}

function readApiError(error: DiscordAPIError): NewsError {
  const code = String(error.code);
  if (error.status === 429 || LIMITED.has(code)) return new RateLimitedError(DEFAULT_WAIT_MS, error);
  if (error.status >= 500) return new UnknownOutcomeError(code, error);
  return new UnreachableError(UNREACHABLE[code] ?? reasonOf(error.status), code, error);
}

function reasonOf(status: number): UnreachableReason {
  if (status === 401) return "token-revoked";
  if (status === 403) return "not-allowed";
  return status === 404 ? "channel-gone" : "message-refused";
}

/** The innermost code of a failed connection. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if (error.cause instanceof Error) return codeOf(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
