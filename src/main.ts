import { join } from "node:path";
import { type App, startApp } from "./app.ts";
import { createTerminal, type TerminalOptions } from "./chat/terminal/index.ts";
import { type Config, readConfig } from "./config.ts";
import { readEnvironment } from "./environment.ts";
import { UserError } from "./errors.ts";
import { createLog } from "./log.ts";

const HELP = `Backchannel: who said what in US-China diplomacy, for Slack, Discord and the terminal.

  npm start                          run the bot; Ctrl-C stops it after its running jobs
  npm start -- --once "<command>"    answer one command and exit, with 1 when it could not be carried out
  npm start -- --help                this text
  npm run demo                       see it work on sample news, without network or accounts
  npm run jobs -- --help             failed jobs
  npm run feeds -- --help            the catalogue of feeds

Settings come from the environment and from the file .env; .env.example lists them all.
`;

/** A second signal does not wait: the person is in a hurry. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const EXIT_FAILED = 1;
const EXIT_BAD_CALL = 2;

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const once = words[0] === "--once" ? words.slice(1).join(" ") : null;
  if ((once === null && words.length > 0) || once === "") {
    process.stderr.write(`Not understood: ${words.join(" ")}\n\n${HELP}`);
    return EXIT_BAD_CALL;
  }
  const config = readConfig(readEnvironment());
  if (once !== null) return (await answerOnce(forOneAnswer(config), once)) ? 0 : EXIT_FAILED;
  await run(config);
  return 0;
}

/** @returns false when the command could not be carried out: standard error says why. */
async function answerOnce(config: Config, line: string): Promise<boolean> {
  const app = await startApp(config, { log: createLog(quieter(config.logLevel)), now: () => new Date() });
  try {
    return await createTerminal({ ...terminalOf(app, config), errors: process.stderr }).answer(line);
  } finally {
    await app.stop();
  }
}

function terminalOf({ dispatcher }: App, config: Config): TerminalOptions {
  return {
    dispatcher,
    input: process.stdin,
    output: process.stdout,
    noColor: Boolean(process.env.NO_COLOR),
    folder: join(config.database.dataDir, "terminal"),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

async function run(config: Config): Promise<void> {
  const atPrompt = config.terminal ?? isLonely(config);
  const log = createLog(atPrompt ? quieter(config.logLevel) : config.logLevel);
  const startedAt = performance.now();
  const app = await startApp(config, { log, now: () => new Date() });
  try {
    const terminal = createTerminal(terminalOf(app, config));
    log.info({ roles: config.roles.join(), tookMs: Math.round(performance.now() - startedAt) }, "ready");
    if (!atPrompt) return await untilSignal();
    app.join(terminal.chat);
    process.stdout.write("Backchannel is running. Type help for what you can ask, quit to stop.\n");
    await Promise.race([terminal.prompt(), untilSignal()]);
  } finally {
    log.info({}, "stopping");
    await app.stop();
  }
}

/** One answer needs neither workers nor other chats, and may be had beside a running bot. */
function forOneAnswer(config: Config): Config {
  return { ...config, roles: [], port: null, database: { ...config.database, shared: true } };
}

/** Someone started the bot by hand, with no other chat to talk to it. */
function isLonely({ slack, discord, roles }: Config): boolean {
  return roles.includes("chat") && !slack && !discord && process.stdin.isTTY === true;
}

/** At a prompt only what needs a person may come between the lines. */
function quieter(level: Config["logLevel"]): Config["logLevel"] {
  return level === "info" ? "error" : level;
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A fault that the person can mend is told in words; any other with its stack, for a report.
  const text =
    error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = EXIT_FAILED;
}
