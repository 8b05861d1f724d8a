import type { Asker, Command, CommandContext, Permission, Suggestion } from "../../commands/command.ts";
import { nearestNames } from "../../commands/nearest.ts";
import { button, usage } from "../../commands/usage.ts";
import type { Log } from "../log.ts";
import type { Block, CommandCall, Message } from "../messages/message.ts";
import { answerFault, forAsker, nameOf, within } from "./faults.ts";
import { cleanOptions, MAX_OPTION_LENGTH, readTypedOptions, splitTyped } from "./options.ts";
import { readQuestion } from "./questions.ts";

/** Set on a call by "Share to channel": the same answer, for everyone. */
const SHARE_OPTION = "share";
const DEFAULT_LIMIT_MS = 20_000;
/** Discord's limit; Slack takes more. */
const MAX_SUGGESTIONS = 25;

export type DispatchDeps = Omit<CommandContext, "asker" | "channelId" | "commands"> & {
  readonly log: Log;
  /** After this long a person is told that it takes too long. */
  readonly limitMs?: number;
};

export interface From {
  readonly asker: Asker;
  readonly channelId: string;
}

export interface Dispatcher {
  /** Every command, in the order of /help. */
  readonly commands: readonly Command[];
  /** Answers a call; never throws. `audience` of the answer is always set. */
  run(call: CommandCall, from: From): Promise<Message>;
  /** The same for a line as typed, with or without the slash. */
  runTyped(text: string, from: From): Promise<Message>;
  /** At most 25 proposals for an option; none on any fault. */
  suggest(command: string, option: string, typed: string, from: From): Promise<readonly Suggestion[]>;
}

/** Where calls become answers, and errors too. */
export function createDispatcher(commands: readonly Command[], deps: DispatchDeps): Dispatcher {
  const { log, limitMs = DEFAULT_LIMIT_MS, ...services } = deps;
  const byName = new Map(
    commands.flatMap((command) =>
      [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const),
    ),
  );
  const contextFor = (from: From): CommandContext => ({
    ...services,
    asker: from.asker,
    channelId: from.channelId,
    commands,
  });

  const noted = new Map<string, string>();
  /** No answer waits for it, and none fails with it. One noted before is as good as the last one to ask. */
  function noteAdmin({ isAdmin, workspaceId, userId }: Asker): void {
    if (!isAdmin || noted.get(workspaceId) === userId) return;
    noted.set(workspaceId, userId);
    services.store.workspaces.noteAdmin(workspaceId, userId).catch((error: unknown) => {
      noted.delete(workspaceId);
      log.warn({ error: nameOf(error) }, "admin not noted");
    });
  }

  async function run(call: CommandCall, from: From): Promise<Message> {
    const command = byName.get(call.command);
    if (!command) return unknownCommand(call.command, "", commands);
    noteAdmin(from.asker);
    try {
      const shared = call.options[SHARE_OPTION] === "yes";
      const answer = await within(limitMs, answerCall(command, call, contextFor(from)));
      // An answer that says it is for the asker alone, such as a refusal, is never shared.
      const audience = shared && command.shareable ? "channel" : command.audience;
      if (answer.audience !== undefined) return answer;
      return offerSharing(command, call, from, { ...answer, audience });
    } catch (error) {
      return answerFault(error, command, from.channelId, log);
    }
  }

  async function runTyped(text: string, from: From): Promise<Message> {
    const { name, rest } = splitTyped(text);
    if (name === "") return run({ command: "help", options: {} }, from);
    const command = byName.get(name);
    const question = command ? null : readQuestion(text);
    if (question) return run(question, from);
    if (!command) return unknownCommand(name, rest, commands);
    return run({ command: command.name, options: readTypedOptions(command, rest) }, from);
  }

  async function suggest(name: string, option: string, typed: string, from: From) {
    try {
      const propose = byName.get(name)?.suggest?.[option];
      const found = propose ? await propose(typed.slice(0, 100), contextFor(from)) : [];
      return found.slice(0, MAX_SUGGESTIONS);
    } catch (error) {
      log.warn({ command: name, option, error: nameOf(error) }, "suggestion failed");
      return [];
    }
  }

  return { commands, run, runTyped, suggest };
}

async function answerCall(command: Command, call: CommandCall, context: CommandContext): Promise<Message> {
  const tooLong = Object.entries(call.options).find(([, value]) => value.length > MAX_OPTION_LENGTH);
  if (tooLong) {
    const length = tooLong[1].length.toLocaleString("en");
    return usage(command, `That is ${length} characters long. I can use at most 1,000 for ${tooLong[0]}.`);
  }
  const parsed = command.options.safeParse(cleanOptions(command, call.options));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return usage(command, faultOf(issue?.path.join(".") ?? "", issue?.message ?? "not understood"));
  }
  const needed = command.permissionFor?.(parsed.data) ?? command.permission;
  const refusal = await refuse(command, needed, context);
  return refusal ?? command.run(parsed.data, context);
}

function faultOf(option: string, message: string): string {
  return option === ""
    ? `I did not understand that: ${message}.`
    : `I did not understand ${option}: ${message}.`;
}

async function refuse(
  command: Command,
  needed: Permission,
  context: CommandContext,
): Promise<Message | null> {
  const { asker, store } = context;
  if (needed === "everyone" || asker.isAdmin) return null;
  const workspace = await store.workspaces.get(asker.workspaceId);
  const onlyAdmins = needed === "admin" || (workspace?.adminsOnly ?? false);
  if (!onlyAdmins && asker.managesChannel) return null;
  const who = onlyAdmins ? "an admin of this workspace" : "someone who may manage this channel";
  return forAsker(
    `Only ${who} can do that with /${command.name}. Ask one of them to do it, or for that right.`,
  );
}

/** The nearest commands, and the ones that take any words, as buttons. */
function unknownCommand(name: string, rest: string, commands: readonly Command[]): Message {
  const shown = name.length > 30 ? `${name.slice(0, 29)}…` : name;
  const text = `I do not know “${shown}”.`;
  const near = nearestNames(
    name.slice(0, 30),
    commands.map((command) => command.name),
  );
  const words = [name, rest].filter(Boolean).join(" ").slice(0, 60);
  const known = (wanted: string) => commands.some((command) => command.name === wanted);
  const buttons = [
    ...near.map((known) => button(`/${known}`, known)),
    ...(near.length === 0 && known("search") ? [button(`Search “${cut(words)}”`, "search", { words })] : []),
    ...(near.length === 0 && known("quotes")
      ? [button(`Quotes “${cut(words)}”`, "quotes", { who: words })]
      : []),
    ...(known("help") ? [button("/help", "help")] : []),
  ];
  const ask = near.length > 0 ? "Did you mean one of these?" : "You could try:";
  const blocks: Block[] = [
    { kind: "paragraph", text: [{ text: `${text} ${ask}` }] },
    { kind: "buttons", buttons },
  ];
  return { summary: text, blocks, audience: "asker", failed: true };
}

function cut(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

/** Terminals have nobody to share with. */
function offerSharing(command: Command, call: CommandCall, from: From, answer: Message): Message {
  if (!command.shareable || answer.audience !== "asker" || from.asker.chat === "terminal") return answer;
  const share = button("Share to channel", command.name, { ...call.options, [SHARE_OPTION]: "yes" });
  const last = answer.blocks.at(-1);
  if (last?.kind === "buttons" && last.buttons.length < 5) {
    const joined: Block = { kind: "buttons", buttons: [...last.buttons, share] };
    return { ...answer, blocks: [...answer.blocks.slice(0, -1), joined] };
  }
  return { ...answer, blocks: [...answer.blocks, { kind: "buttons", buttons: [share] }] };
}
