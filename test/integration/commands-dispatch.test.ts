import { Writable } from "node:stream";
import fc from "fast-check";
import { pino } from "pino";
import { describe, expect } from "vitest";
import { z } from "zod";
import { type Command, defineCommand } from "../../commands/command.ts";
import { createDispatcher, type DispatchDeps, type From } from "../../src/chat/dispatch.ts";
import { UserError } from "../../src/errors.ts";
import type { Message } from "../../src/messages/message.ts";
import { test as base } from "../support/database.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";

const test = base.extend("desk", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const desk: NewsDesk = await openNewsDesk(database.url, { empty: true });
  onCleanup(() => desk.close());
  return desk;
});

function say(text: string): Message {
  return { summary: text, blocks: [{ kind: "paragraph", text: [{ text }] }] };
}

/** A command whose answer is the test's. */
function makeCommand(run: (words: string) => Promise<Message>, change: Partial<Command> = {}): Command {
  return {
    ...defineCommand({
      name: "probe",
      summary: "Probes",
      options: z.object({
        words: z.string().min(3).describe("Any words"),
        many: z.coerce.number().int().describe("How many").optional(),
      }),
      words: "words",
      examples: ["probe one", "probe two"],
      audience: "asker",
      permission: "everyone",
      run: ({ words }) => run(words),
    }),
    ...change,
  };
}

/** A dispatcher over one command, with what it logged. */
function openDispatcher(desk: NewsDesk, command: Command, deps: Partial<DispatchDeps> = {}) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const dispatcher = createDispatcher([command], {
    store: desk.house.store,
    knowledge: desk.house.parts.knowledge,
    enqueue: async () => {},
    defaultTimeZone: "UTC",
    parts: async () => [],
    findFeed: async () => {
      throw new UserError("none");
    },
    now: () => DESK_NOW,
    log: pino({ level: "trace" }, stream),
    ...deps,
  });
  return { dispatcher, lines, ask: (text: string) => dispatcher.runTyped(text, desk.from) };
}

describe("a call that fails", () => {
  test("is answered with a reference that the log has, and never the person's words", async ({ desk }) => {
    const { ask, lines } = openDispatcher(
      desk,
      makeCommand(async (words) => {
        throw new Error(`duplicate key (${words})`, { cause: new Error(`detail: ${words}`) });
      }),
    );
    const message = await ask("probe secretplan");
    const ref = /^Something went wrong \(ref ([0-9a-f]{4})\)\.$/u.exec(message.summary)?.[1];
    expect(ref).toBeDefined();
    expect(message.audience).toBe("asker");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"ref":"${ref}"`);
    expect(lines[0]).not.toContain("secretplan");
  });

  test("a person's mistake is told as it stands and is no error of ours", async ({ desk }) => {
    const command = makeCommand(async () => {
      throw new UserError("There is no such thing.");
    });
    const { ask, lines } = openDispatcher(desk, command);
    expect((await ask("probe thing")).summary).toBe("There is no such thing.");
    expect(lines).toEqual([]);
  });

  test("one that takes too long is given up on", async ({ desk }) => {
    const { ask, lines } = openDispatcher(
      desk,
      makeCommand(() => new Promise(() => {})),
      { limitMs: 20 },
    );
    expect((await ask("probe thing")).summary).toMatch(
      /^That takes too long just now\. .*\(ref [0-9a-f]{4}\)/u,
    );
    expect(lines[0]).toContain("TooSlow");
  });

  test.for([
    { typed: "probe", fault: /did not understand words/u },
    { typed: "probe ab", fault: /did not understand words/u },
    { typed: "probe abc many:lots", fault: /did not understand many/u },
    { typed: `probe ${"x".repeat(5_000)}`, fault: /^That is 5,000 characters long/u },
  ])("a wrong call gets usage and two examples: %#", async ({ typed, fault }, { desk }) => {
    const message = await openDispatcher(
      desk,
      makeCommand(async () => say("ran")),
    ).ask(typed);
    expect(message.summary).toMatch(fault);
    expect(message.summary.length).toBeLessThan(200);
    const shown = JSON.stringify(message.blocks);
    expect(shown).toContain("/probe one");
    expect(shown).toContain("/probe two");
    expect(shown).toContain("How many");
  });
});

describe("an unknown command", () => {
  test("gets the nearest as a button", async ({ desk }) => {
    const message = await desk.ask("/quotse blinken");
    const buttons = message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    expect(buttons.map(({ call }) => call.command)).toEqual(["quotes", "help"]);
  });

  test("like nothing we have, may have been meant for search or quotes", async ({ desk }) => {
    const message = await desk.ask("semiconductor export rules");
    const buttons = message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    expect(buttons.map(({ call }) => call)).toEqual([
      { command: "search", options: { words: "semiconductor export rules" } },
      { command: "quotes", options: { who: "semiconductor export rules" } },
      { command: "help", options: {} },
    ]);
  });

  test("nothing at all is a call for help", async ({ desk }) => {
    expect((await desk.ask(" \u200B ")).blocks[0]).toEqual({ kind: "heading", text: "Backchannel" });
  });

  test("from an old button is said so", async ({ desk }) => {
    const message = await desk.press({ command: "constructor", options: {} });
    expect(message.summary).toMatch(/I do not know “constructor”/u);
  });
});

describe("sharing", () => {
  const inSlack = (desk: NewsDesk): From => ({ ...desk.from, asker: { ...desk.asker, chat: "slack" } });

  test("a look-up for the asker carries the button, which shows it to all", async ({ desk }) => {
    const from = inSlack(desk);
    const message = await desk.dispatcher.run({ command: "who", options: { name: "blinken" } }, from);
    expect(message.audience).toBe("asker");
    const buttons = message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    const share = buttons.find(({ label }) => label === "Share to channel");
    expect(share?.call).toEqual({ command: "who", options: { name: "blinken", share: "yes" } });
    if (!share) return;
    const shared = await desk.dispatcher.run(share.call, from);
    expect(shared.audience).toBe("channel");
    expect(JSON.stringify(shared.blocks)).not.toContain("Share to channel");
  });

  test("an answer that found nothing has nothing to share", async ({ desk }) => {
    for (const line of ["/search zebra", "/quotes zebra", "/story zebra", "/latest", "/who zebra"]) {
      const message = await desk.ask(line, { chat: "slack" });
      expect(message.audience).toBe("asker");
      expect(JSON.stringify(message.blocks)).not.toContain("Share to channel");
    }
  });

  test("a refusal is never shared", async ({ desk }) => {
    const from: From = {
      ...desk.from,
      asker: { ...desk.asker, chat: "slack", isAdmin: false, managesChannel: false },
    };
    const call = { command: "subscribe", options: { what: "taiwan", share: "yes" } };
    expect((await desk.dispatcher.run(call, from)).audience).toBe("asker");
  });
});

describe("type-ahead", () => {
  test("proposes at most 25, and nothing on any fault", async ({ desk }) => {
    const many = Array.from({ length: 60 }, (_, index) => ({ label: `l${index}`, value: `v${index}` }));
    const command = makeCommand(async () => say("ran"), {
      suggest: {
        words: async () => many,
        many: async () => {
          throw new Error("down");
        },
      },
    });
    const { dispatcher } = openDispatcher(desk, command);
    expect(await dispatcher.suggest("probe", "words", "l", desk.from)).toHaveLength(25);
    expect(await dispatcher.suggest("probe", "many", "l", desk.from)).toEqual([]);
    expect(await dispatcher.suggest("nothing", "words", "l", desk.from)).toEqual([]);
  });

  test("people, topics, outlets and times", async ({ desk }) => {
    const first = async (command: string, option: string, typed: string) =>
      (await desk.dispatcher.suggest(command, option, typed, desk.from))[0]?.value;
    expect(await first("quotes", "who", "blink")).toBe("antony-blinken");
    expect(await first("quotes", "about", "mil-mil")).toBe("topic:military-channels");
    expect(await first("subscribe", "what", "fentan")).toBe("fentanyl");
    expect(await first("digest", "when", "daily 08:00 sing")).toBe("daily 08:00 Asia/Singapore");
    expect(await first("channel", "zone", "lond")).toBe("Europe/London");
    expect(await first("help", "command", "quo")).toBe("quotes");
  });
});

test("the first call of all says when there will be an answer", async ({ desk }) => {
  expect((await desk.ask("/quotes")).summary).toMatch(/^Nobody has been quoted yet/u);
  expect((await desk.ask("/quotes since:7d")).summary).toMatch(/^I have no statement \(since .*\) yet\.$/u);
  expect((await desk.ask("/latest")).summary).toMatch(/^No stories yet/u);
});

test("whatever is typed is answered, and without our fault", async ({ desk }) => {
  const words = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "blinken",
      "taiwan",
      '"',
      "“",
      "since:",
      "since:7d",
      "side:us",
      "-",
      "or",
      "%",
      "\\",
      "'; drop table quotes; --",
      "about",
      "now",
      "08:00",
      "daily",
      "name:",
      "topic:",
      "actor:x",
    ),
  );
  const typed = fc
    .tuple(
      fc.constantFrom(...desk.dispatcher.commands.map(({ name }) => name)),
      fc.array(words, { maxLength: 5 }),
    )
    .map(([name, rest]) => [name, ...rest].join(" "));
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const message = await desk.ask(text);
      expect(message.summary).not.toBe("");
      expect(message.summary).not.toMatch(/Something went wrong|too long just now/u);
      expect(message.blocks.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
