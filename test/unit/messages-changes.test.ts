import { expect, test } from "vitest";
import { changesSince } from "../../src/messages/changes.ts";

const at = (hour: number) => new Date(Date.UTC(2023, 5, 19, hour));
const article = { id: "a", outlet: "Wire", title: "Talks end", url: "https://wire.example/a" };

function linesOf(earlier: readonly { readonly title: string; readonly replacedAt: Date }[]): string[] {
  const blocks = changesSince(
    [article],
    earlier.map((one) => ({ ...one, articleId: "a" })),
    "UTC",
  );
  return blocks.flatMap((block) =>
    block.kind === "list" ? block.items.map((spans) => spans.map(({ text }) => text).join("")) : [],
  );
}

test("tells each wording by the one that followed it, latest first", () => {
  const lines = linesOf([
    { title: "Talks end", replacedAt: at(12) },
    { title: "Talks begin", replacedAt: at(9) },
  ]);
  expect(lines).toEqual([
    "Mon 19 Jun 2023, 12:00  Wire: Talks end, rewritten",
    "Mon 19 Jun 2023, 09:00  Wire: Talks end, until then “Talks begin”",
  ]);
});

test("counts what is too much to show, and is silent where nothing changed", () => {
  expect(
    linesOf([1, 2, 3, 4, 5, 6].map((hour) => ({ title: `Talks ${hour}`, replacedAt: at(hour) }))),
  ).toEqual([...[6, 5, 4, 3].map(() => expect.stringContaining("until then")), "… and 2 changes before"]);
  expect(changesSince([article], [], "UTC")).toEqual([]);
});
