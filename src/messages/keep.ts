import type { Message } from "./message.ts";

/** A message as text, to be kept in the store and to come back the same. */
export function packMessage(message: Message): string {
  return JSON.stringify(message, function pack(this: Record<string, unknown>, key, value: unknown) {
    // Dates come here as text already: the one they are part of still has them.
    const given = this[key];
    if (given instanceof Date) return { $instant: given.toISOString() };
    if (given instanceof Uint8Array) return { $bytes: Buffer.from(given).toString("base64") };
    return value;
  });
}

/** @param packed what `packMessage` gave. */
export function unpackMessage(packed: string): Message {
  return JSON.parse(packed, (_, value) => {
    if (typeof value?.$instant === "string") return new Date(value.$instant);
    if (typeof value?.$bytes === "string") return new Uint8Array(Buffer.from(value.$bytes, "base64"));
    return value;
  });
}
