import { FinalError, NewsError, TemporaryError } from "../errors.ts";
import { errors } from "./undici.cjs";

const TIMEOUTS = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];

/** Says what a failed request means for us: whether it may pass, and a `reason`. */
export function toNewsError(cause: unknown, host: string): NewsError {
  const known = findNewsError(cause);
  if (known) return known;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  const isTimeout =
    TIMEOUTS.some((kind) => cause instanceof kind) ||
    (cause instanceof Error && cause.name === "TimeoutError");
  if (isTimeout) return new TemporaryError("server too slow", { reason: "timeout", host, code }, cause);
  if (/CERT|TLS|SSL|ALTNAME|ISSUER/u.test(code)) {
    return new FinalError("certificate not valid", { reason: "tls", host, code }, cause);
  }
  if (cause instanceof errors.HeadersOverflowError) {
    return new FinalError("headers too large", { reason: "too-large", host }, cause);
  }
  if (/^E(?:NOTFOUND|AI_)/u.test(code)) {
    return new TemporaryError("name not resolved", { reason: "dns", host, code }, cause);
  }
  return new TemporaryError("server not reached", { reason: "connection", host, code }, cause);
}

function findNewsError(error: unknown): NewsError | null {
  if (error instanceof NewsError) return error;
  if (error instanceof AggregateError) return error.errors.map(findNewsError).find(Boolean) ?? null;
  return error instanceof Error && error.cause !== undefined ? findNewsError(error.cause) : null;
}
