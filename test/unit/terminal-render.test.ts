import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderTerminal } from "../../src/chat/terminal/render.ts";
import { widthOf } from "../../src/chat/terminal/wrap.ts";
import type { Block, Message } from "../../src/messages/message.ts";
import { anyMessage } from "../support/random-messages.ts";
import { letters } from "../support/shown-texts.ts";

const PLAIN = { width: 40, ansi: false };

function draw(...blocks: Block[]): string {
  return renderTerminal({ summary: "", blocks }, PLAIN).text;
}

function paragraph(text: string): Block {
  return { kind: "paragraph", text: [{ text }] };
}

describe("plain text", () => {
  test("breaks lines between words", () => {
    expect(draw(paragraph("The quick brown fox jumps over the lazy dog and runs"))).toBe(
      "The quick brown fox jumps over the lazy\ndog and runs",
    );
  });

  test("keeps a comma with the linked word before it, and shows the address below", () => {
    const text = [
      { text: "Reported by the newspaper called " },
      { text: "Post", href: "https://post.example/1" },
      { text: ", today" },
    ];
    expect(draw({ kind: "paragraph", text })).toBe(
      "Reported by the newspaper called Post,\ntoday\nhttps://post.example/1",
    );
  });

  test("sets a statement apart, with its source each time", () => {
    const quote: Block = {
      kind: "quote",
      text: "“We want competition, not conflict”",
      by: [
        { text: "Joe Biden", strong: true },
        { text: " · " },
        { text: "Wire", href: "https://w.example/1" },
      ],
    };
    const drawn = "│ “We want competition, not conflict”\n  — Joe Biden · Wire\n    https://w.example/1";
    expect(draw(quote, quote)).toBe(`${drawn}\n\n${drawn}`);
  });

  test("counts Chinese characters as two columns and breaks between them", () => {
    const lines = draw(paragraph("王毅表示，中美关系处在关键节点。".repeat(4))).split("\n");
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(40);
    expect(lines.join("")).toBe("王毅表示，中美关系处在关键节点。".repeat(4));
  });

  test("numbers buttons and choices on", () => {
    const call = (command: string) => ({ command, options: {} });
    const message: Message = {
      summary: "",
      blocks: [
        { kind: "buttons", buttons: [{ label: "One", call: call("a") }] },
        { kind: "select", placeholder: "Pick", choices: [{ label: "Two", call: call("b") }] },
      ],
    };
    const drawn = renderTerminal(message, PLAIN);
    expect(drawn.text).toBe("[1] One\n\nPick:\n[2] Two");
    expect(drawn.calls).toEqual([call("a"), call("b")]);
  });

  test("a choice of what stands on the page already is only numbered", () => {
    const choices = ["Talks resume", "Talks collapse"].map((label) => ({
      label,
      call: { command: "story", options: { story: label } },
    }));
    const message: Message = {
      summary: "",
      blocks: [
        paragraph("1. Talks resume"),
        paragraph("2. Talks collapse"),
        { kind: "select", placeholder: "Open a story", choices },
      ],
    };
    const drawn = renderTerminal(message, PLAIN);
    expect(drawn.text).toContain("[1]–[2] Open a story");
    expect(drawn.calls.map(({ options }) => options.story)).toEqual(["Talks resume", "Talks collapse"]);
  });

  test("aligns facts and wraps their values", () => {
    const facts = [
      { label: "Office", value: [{ text: "Secretary of State since January 2021" }] },
      { label: "Side", value: [{ text: "US" }] },
    ];
    expect(draw({ kind: "facts", facts })).toBe(
      "Office  Secretary of State since January\n        2021\nSide    US",
    );
  });

  test("gives a file's text as it is", () => {
    const file: Block = { kind: "file", name: "a.csv", mimeType: "text/csv", text: "a,b\r\n1,2\r\n" };
    expect(draw(file)).toBe("a,b\n1,2\n");
  });

  test("a picture is told in words", () => {
    const image: Block = { kind: "image", png: new Uint8Array(), name: "t.png", alt: "Mon 3, Tue 5" };
    expect(draw(image)).toBe("▦ Mon 3, Tue 5");
  });
});

describe("with ANSI", () => {
  test("strong words are bold, and nothing is left on", () => {
    const text = [{ text: "Rank: ", strong: true }, { text: "first" }];
    const drawn = renderTerminal(
      { summary: "", blocks: [{ kind: "paragraph", text }] },
      { width: 40, ansi: true },
    );
    expect(drawn.text).toBe("\u001b[1mRank: \u001b[0mfirst");
  });
});

test("no message puts a control character on the screen, loses words or breaks a line too late", () => {
  fc.assert(
    fc.property(anyMessage, fc.integer({ min: 20, max: 120 }), (message, width) => {
      const { text, calls } = renderTerminal(message, { width, ansi: false });
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      for (const words of message.blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []))) {
        expect(letters(text)).toContain(letters(words));
      }
      const buttons = message.blocks.flatMap((block) =>
        block.kind === "buttons" ? block.buttons : block.kind === "select" ? block.choices : [],
      );
      expect(calls).toEqual(buttons.map(({ call }) => call));
    }),
    { numRuns: 200 },
  );
});
