import type { z } from "zod";
import type { Enqueue } from "../jobs/job.ts";
import type { Knowledge } from "../src/knowledge/knowledge.ts";
import type { Audience, Message } from "../src/messages/message.ts";
import type { Store } from "../src/store/store.ts";

/** Who asks, as the chat knows them; ids are the chat's own. */
export interface Asker {
  readonly chat: "slack" | "discord" | "terminal";
  /** Our id of the workspace or guild, such as "slack:T012". */
  readonly workspaceId: string;
  readonly userId: string;
  readonly isAdmin: boolean;
  /** May change the channel's subscriptions and schedules. */
  readonly managesChannel: boolean;
  /** IANA name from their profile, or null. */
  readonly timeZone: string | null;
}

export interface CommandContext {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly asker: Asker;
  /** Our id of the channel asked from, such as "slack:T012:C345". */
  readonly channelId: string;
  /** Used where a channel has no time zone of its own. */
  readonly defaultTimeZone: string;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  /** How the parts of the bot are: queue, chats, reader. Asked for by /status. */
  readonly parts: () => Promise<readonly PartState[]>;
  /** Looks at an address that a person gave. @throws UserError saying why there is no feed. */
  readonly findFeed: (address: string) => Promise<FeedFinding>;
  /** Every command, in the order of /help. */
  readonly commands: readonly Command[];
}

/** One line of /status. */
export interface PartState {
  /** Such as "queue" or "slack". */
  readonly name: string;
  readonly well: boolean;
  /** One line for people, without secrets. */
  readonly note: string;
}

/** A feed that stands at an address, or that the page there names. */
export interface FeedFinding {
  readonly url: string;
  readonly title: string | null;
  readonly homepage: string | null;
  readonly language: string | null;
  /** Titles of its newest items, newest first. */
  readonly titles: readonly string[];
}

/** One type-ahead proposal: what is shown, and what the option then holds. */
export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

export type Permission = "everyone" | "channel-manager" | "admin";

export type Suggest = (typed: string, context: CommandContext) => Promise<readonly Suggestion[]>;

export interface Command<Options extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Other names under which a typed call finds it; chats register `name` only. */
  readonly aliases?: readonly string[];
  /** One line for /help and the chats' own lists; at most 100 characters. */
  readonly summary: string;
  /**
   * Every option is read from a string; `describe` is what a person sees. One without a description is set
   * by buttons only: chats do not offer it. `optionsOf` in usage.ts lists the others for registration.
   */
  readonly options: Options;
  /** The option that takes the free words of a typed call: `/quotes blinken taiwan since:7d`. */
  readonly words?: string;
  /** An option of fixed choices that the first typed word fills if it is one of them: `/feeds add …`. */
  readonly lead?: string;
  /** Typed calls, without the slash. Two of them are shown with the usage. */
  readonly examples: readonly [string, string, ...string[]];
  readonly audience: Audience;
  /** What the command needs whatever the options; the least of all its forms. */
  readonly permission: Permission;
  /** What this very call needs, where that depends on the options: anybody lists feeds, admins add them. */
  permissionFor?(options: z.output<Options>): Permission;
  /** Answers to the asker alone that carry a "Share to channel" button. */
  readonly shareable?: boolean;
  /** Type-ahead, by option name. */
  readonly suggest?: Readonly<Record<string, Suggest>>;
  run(options: z.output<Options>, context: CommandContext): Promise<Message>;
}

/** Types a command by its options, so that `run` needs no casts. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command<Options> {
  return command;
}
