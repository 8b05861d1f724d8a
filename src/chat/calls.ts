import { createHash } from "node:crypto";
import type { CommandCall } from "../messages/message.ts";

/** Remembers the calls that are too long for a button; they are found again after a restart and for days. */
export interface CallStore {
  /** Keeps calls under their keys; keeping one twice changes nothing. */
  keep(calls: ReadonlyMap<string, CommandCall>): Promise<void>;
  /** The call, or null when it was pruned. */
  get(key: string): Promise<CommandCall | null>;
}

/** A call as it stands in a button: written out, or the key of a kept one. */
export type WrittenCall =
  | { readonly kind: "call"; readonly call: CommandCall }
  | { readonly kind: "key"; readonly key: string };

/** No command begins with it. */
const KEY_MARK = "!";
const SPECIAL = /[%&=?]/gu;

/** "quotes?speaker=blinken&page=2", short for names in any script. */
export function writeCall(call: CommandCall): string {
  const options = Object.entries(call.options)
    .map(([name, value]) => `${escapePart(name)}=${escapePart(value)}`)
    .join("&");
  return options === "" ? escapePart(call.command) : `${escapePart(call.command)}?${options}`;
}

/** Null when the text is nothing we wrote. */
export function readCall(text: string): WrittenCall | null {
  if (text.startsWith(KEY_MARK)) return { kind: "key", key: text.slice(KEY_MARK.length) };
  const [command = "", ...rest] = text.split("?");
  if (command === "" || rest.length > 1) return null;
  const options: [name: string, value: string][] = [];
  for (const pair of (rest[0] ?? "").split("&").filter(Boolean)) {
    const [name = "", value, ...more] = pair.split("=");
    if (name === "" || value === undefined || more.length > 0) return null;
    options.push([readPart(name), readPart(value)]);
  }
  return { kind: "call", call: { command: readPart(command), options: Object.fromEntries(options) } };
}

export interface CallWriter {
  /** What `keep` must remember before the buttons are shown. */
  readonly kept: ReadonlyMap<string, CommandCall>;
  /** The call in at most `maxLength` characters, or the key of a kept one. */
  write(call: CommandCall, maxLength: number): string;
}

/** Writes calls into buttons, and gathers those too long for theirs. */
export function createCallWriter(): CallWriter {
  const kept = new Map<string, CommandCall>();
  return {
    kept,
    write(call, maxLength) {
      const written = writeCall(call);
      if (written.length <= maxLength && !written.startsWith(KEY_MARK)) return written;
      const key = createHash("sha256").update(written).digest("base64url").slice(0, 27);
      kept.set(key, call);
      return `${KEY_MARK}${key}`;
    },
  };
}

/** The call behind a button's text; null when it is nothing we wrote or no longer kept. */
export async function findCall(text: string, store: CallStore): Promise<CommandCall | null> {
  const written = readCall(text);
  if (written === null) return null;
  return written.kind === "call" ? written.call : store.get(written.key);
}

function escapePart(text: string): string {
  return text.replace(SPECIAL, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

function readPart(text: string): string {
  return text.replace(/%([0-9a-f]{2})/giu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
