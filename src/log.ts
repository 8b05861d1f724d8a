import { type Logger, pino } from "pino";

export type Log = Logger;

/** Keys that hold a secret, at the top or one level down. */
const SECRET_KEYS = [
  "token",
  "botToken",
  "appToken",
  "signingSecret",
  "authorization",
  "password",
  "url.password",
];

/** JSON lines on standard error, so that standard output stays free for answers. */
export function createLog(level: string): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`]);
  return pino({ level, redact: paths, base: undefined }, pino.destination({ dest: 2, sync: false }));
}
