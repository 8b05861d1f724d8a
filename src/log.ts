import { type Logger, pino } from "pino";

/** Paths that may hold a secret, whatever object they come in. */
const SECRET_PATHS = [
  "token",
  "*.token",
  "authorization",
  "*.authorization",
  "headers.authorization",
  "url.password",
];

/** JSON lines on standard error, so that standard output stays free for answers. */
export function createLog(level: string): Logger {
  return pino({ level, redact: SECRET_PATHS, base: undefined }, pino.destination({ dest: 2, sync: false }));
}
