import { expect, test } from "vitest";
import { packMessage, unpackMessage } from "../../src/messages/keep.ts";
import type { Message } from "../../src/messages/message.ts";

test("a message kept comes back the same, with its instants and its pictures", () => {
  const message: Message = {
    summary: "Digest",
    audience: "channel",
    blocks: [
      { kind: "heading", text: '{"$instant":"no"}' },
      { kind: "paragraph", text: [{ text: "at", instant: new Date("2026-03-08T08:00:00Z"), strong: true }] },
      { kind: "image", png: new Uint8Array([0, 255, 137]), name: "week.png", alt: "3 on Monday" },
      { kind: "buttons", buttons: [{ label: "More", call: { command: "latest", options: { page: "2" } } }] },
    ],
  };
  expect(unpackMessage(packMessage(message))).toEqual(message);
});
