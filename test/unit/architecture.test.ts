import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** The rooms from the ground up: a room may import its own level and those below it. */
const LEVELS: readonly (readonly string[])[] = [
  ["src/model.ts", "src/errors.ts", "src/log.ts", "src/limiter.ts", "src/text"],
  ["src/knowledge"],
  ["src/feeds", "src/articles", "src/reading", "src/stories", "src/summaries", "src/digests", "src/charts"],
  ["src/store", "src/messages", "src/readers", "src/chat/chat.ts"],
  ["commands", "jobs"],
  ["src/queue", "src/chat"],
  ["src/config.ts", "src/web.ts", "src/pushes.ts", "src/app.ts"],
  ["src/environment.ts", "src/main.ts", "src/doors", "src/demo", "src/eval"],
];

/** The one room in which an outside package is known; zod is the common tongue. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  zod: ["src", "commands", "jobs"],
  pino: ["src/log.ts"],
  bullmq: ["src/queue"],
  ioredis: ["src/queue"],
  pg: ["src/store"],
  // Loaded in one place, by `require`; see there.
  "drizzle-orm": ["src/store/drizzle.cjs"],
  undici: ["src/feeds/undici.cjs"],
  "rss-parser": ["src/feeds"],
  "iconv-lite": ["src/feeds"],
  htmlparser2: ["src/feeds", "src/articles"],
  "@mozilla/readability": ["src/articles"],
  linkedom: ["src/articles"],
  yaml: ["src/knowledge", "src/feeds", "src/demo"],
  luxon: ["src/digests"],
  tinypool: ["src/readers"],
  ai: ["src/summaries"],
  "@ai-sdk/anthropic": ["src/summaries"],
  "@ai-sdk/openai-compatible": ["src/summaries"],
  "@resvg/resvg-js": ["src/charts"],
  "@slack/bolt": ["src/chat/slack"],
  "discord.js": ["src/chat/discord"],
};

const files = ["src", "commands", "jobs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path)),
);

/** What a file imports, as written. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const imports = /^(?:import|export)(?: [\w$*, {}\n]+ from)? "([^"]+)";?$|\bimport\("([^"]+)"\)/gmu;
  return [...text.matchAll(imports)].map((match) => match[1] ?? match[2] ?? "");
}

const stands = (file: string, room: string) => file === room || file.startsWith(`${room}/`);

/** The level of the most exact room that a file stands in. */
function levelOf(file: string): number {
  const rooms = LEVELS.flatMap((names, level) => names.map((name) => ({ name, level })));
  const [home] = rooms
    .filter(({ name }) => stands(file, name))
    .toSorted((a, b) => b.name.length - a.name.length);
  return home?.level ?? -1;
}

test("every file stands in a room we know", () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => levelOf(file) < 0)).toEqual([]);
});

test("imports point one way", () => {
  const upward = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => relative(ROOT, resolve(ROOT, dirname(file), name)))
      .filter((imported) => levelOf(imported) > levelOf(file))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(upward).toEqual([]);
});

test("each outside package is known in its home only", () => {
  const strays = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith(".") && !name.startsWith("node:") && !builtinModules.includes(name))
      .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"))
      .filter((name) => !(HOMES[name] ?? []).some((home) => stands(file, home)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(strays).toEqual([]);
});

/** Programs, and the embedded server, which hands its own environment on. */
const READERS = [
  "src/environment.ts",
  "src/main.ts",
  "src/doors",
  "src/demo",
  "src/eval",
  "src/store/embedded/server.ts",
];

test("only programs read the environment", () => {
  const readers = files.filter((file) =>
    /\bprocess\.env\b(?!`)/u.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(readers.filter((file) => !READERS.some((room) => stands(file, room)))).toEqual([]);
});
