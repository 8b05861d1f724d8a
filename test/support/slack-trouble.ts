import { type Body, textOf } from "./slack-wire.ts";

/** What Slack does instead of answering as usual; "late" does the work and then says nothing. */
export type SlackFault =
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "broken"; readonly status: number }
  | { readonly kind: "late" }
  | { readonly kind: "answer"; readonly body: Body };

export interface TroubleOptions {
  /** How many of the calls that post or look go wrong by themselves, 0 to 1. */
  readonly faultRate?: number;
  /** Messages that one channel takes in five seconds. Slack allows one a second, and short bursts. */
  readonly messagesPerWindow?: number;
  /** Looks into what was posted that a workspace has in a minute; Slack says "50+". */
  readonly looksPerMinute?: number;
}

const POST_WINDOW_MS = 5_000;
const LOOK_WINDOW_MS = 60_000;
const CHANCE_FAULTS: readonly SlackFault[] = [
  { kind: "limited", retryAfterSeconds: 1 },
  { kind: "broken", status: 500 },
  { kind: "late" },
];

/** Rate limits, the faults that a test asked for, and those that come by chance. */
export function createTrouble(options: TroubleOptions) {
  const { faultRate = 0, messagesPerWindow = 1_000, looksPerMinute = 1_000 } = options;
  const planned: { readonly on: string; readonly fault: SlackFault; left: number }[] = [];
  const posts = createWindow(messagesPerWindow, POST_WINDOW_MS);
  const looks = createWindow(looksPerMinute, LOOK_WINDOW_MS);
  let chanceFaults = 0;

  function byRate(method: string, args: Body): SlackFault | null {
    const isPost = method === "chat.postMessage";
    const isLook = method === "conversations.history" || method === "conversations.replies";
    if (!isPost && !isLook) return null;
    const waitMs = isPost ? posts(textOf(args.channel)) : looks(method);
    return waitMs === 0 ? null : { kind: "limited", retryAfterSeconds: Math.ceil(waitMs / 1000) };
  }

  function byChance(method: string): SlackFault | null {
    if (!/^(?:chat|conversations)\./u.test(method) || Math.random() >= faultRate) return null;
    chanceFaults += 1;
    return CHANCE_FAULTS[chanceFaults % CHANCE_FAULTS.length] ?? null;
  }

  return {
    /** The next `times` calls of a method go wrong. */
    plan(on: string, fault: SlackFault, times: number): void {
      planned.push({ on, fault, left: times });
    },
    /** What is to go wrong with this call; null when nothing is. */
    next(method: string, args: Body): SlackFault | null {
      const due = planned.find((each) => each.left > 0 && each.on === method);
      if (!due) return byRate(method, args) ?? byChance(method);
      due.left -= 1;
      return due.fault;
    },
    chanceCount: () => chanceFaults,
  };
}

/** Counts calls by their key; says how many milliseconds are left when there were too many, else 0. */
function createWindow(most: number, lengthMs: number): (key: string) => number {
  const windows = new Map<string, { count: number; readonly endsAt: number }>();
  return (key) => {
    const now = Date.now();
    const window = windows.get(key);
    if (!window || window.endsAt <= now) {
      windows.set(key, { count: 1, endsAt: now + lengthMs });
      return 0;
    }
    window.count += 1;
    return window.count > most ? window.endsAt - now : 0;
  };
}
