import { expect, test } from "vitest";
import { plainLine, runProgram } from "../../src/doors/program.ts";
import { UserError } from "../../src/errors.ts";

const HELP = "Usage: counts | retry <id>\n";

async function call(...words: string[]) {
  const asked: string[] = [];
  const told = { out: "", err: "" };
  const commands = {
    counts: { words: 0, run: async (word: string) => void asked.push(`counts ${word}`) },
    retry: {
      words: 1,
      async run(id: string) {
        if (id === "unknown") throw new UserError("There is no such job.");
        if (id === "broken") throw new Error("pool ended");
        asked.push(`retry ${id}`);
      },
    },
  };
  const code = await runProgram(HELP, commands, words, {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
  });
  return { code, asked, ...told };
}

test.each([
  { words: ["counts"], asked: ["counts "] },
  { words: ["retry", "17"], asked: ["retry 17"] },
])("runs $words", async ({ words, asked }) => {
  expect(await call(...words)).toEqual({ code: 0, asked, out: "", err: "" });
});

test.each([["--help"], ["-h"]])("%s is answered with how to call it", async (word) => {
  expect(await call(word)).toEqual({ code: 0, asked: [], out: HELP, err: "" });
});

test.each([
  { words: [], err: HELP },
  { words: ["retry"], err: `Not understood.\n\n${HELP}` },
  { words: ["counts", "all"], err: `Not understood.\n\n${HELP}` },
  { words: ["toString"], err: `Not understood.\n\n${HELP}` },
])("$words is not understood, and nothing is run", async ({ words, err }) => {
  expect(await call(...words)).toEqual({ code: 2, asked: [], out: "", err });
});

test("what the person can mend is told in words, anything else is thrown", async () => {
  expect(await call("retry", "unknown")).toMatchObject({ code: 1, err: "There is no such job.\n" });
  await expect(call("retry", "broken")).rejects.toThrow("pool ended");
});

test("a line from outside is one line and steers nothing", () => {
  expect(plainLine("a\u001b[2J\nb\u202ec")).toBe("a [2J b c");
  expect(plainLine("abcdef", 4)).toBe("abc…");
});
