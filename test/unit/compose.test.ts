import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import packageFile from "../../package.json" with { type: "json" };
import { SECRETS, SETTINGS } from "../../src/config.ts";

const healthcheck = z.strictObject({
  test: z.tuple([z.enum(["CMD", "CMD-SHELL"])], z.string()),
  interval: z.string().regex(/^\d+s$/u),
  timeout: z.string().regex(/^\d+s$/u),
  retries: z.number().int().positive(),
  start_period: z
    .string()
    .regex(/^\d+s$/u)
    .optional(),
});

/** The part of the Compose specification that we use; anything else is a slip of the pen. */
const service = z.strictObject({
  image: z
    .string()
    .regex(/^[a-z]+:\d+$/u, "an image with its major version")
    .optional(),
  build: z.string().optional(),
  init: z.boolean().optional(),
  restart: z.literal("unless-stopped"),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  command: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z-]+:\/[a-z/]+$/u, "a named volume")),
  stop_grace_period: z.string().optional(),
  healthcheck,
});

const compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const file = compose.parse(parse(read("docker-compose.yml")));
const known = new Set<string>([...Object.keys(SETTINGS), ...SECRETS.map((name) => `${name}_FILE`)]);

test("has the bot, PostgreSQL 18 and a Redis that keeps what it is given", () => {
  expect(file.services).toMatchObject({ bot: { build: "." }, postgres: { image: "postgres:18" } });
  expect(file.services.redis?.command?.join(" ")).toBe(
    "redis-server --appendonly yes --maxmemory-policy noeviction",
  );
});

test("sets only variables that config.ts reads", () => {
  const set = Object.keys(file.services.bot?.environment ?? {});
  expect(set).toContain("DATABASE_URL");
  expect(set.filter((name) => !known.has(name))).toEqual([]);

  const inImage = [...read("Dockerfile").matchAll(/^ENV (.+)$/gmu)]
    .flatMap(([, pairs = ""]) => pairs.split(" "))
    .map((pair) => pair.split("=")[0] ?? "");
  const nodes = new Set(["NODE_ENV", "NODE_COMPILE_CACHE"]);
  expect(inImage.filter((name) => !nodes.has(name) && !known.has(name))).toEqual([]);
});

test("the image, the demo and the pipeline's benchmark start as npm start does", () => {
  const { start, demo, "bench:pipeline": pipeline } = packageFile.scripts;
  const [, command = ""] = /^CMD (.+)$/mu.exec(read("Dockerfile")) ?? [];
  expect(JSON.parse(command).join(" ")).toBe(start);
  expect(demo).toBe(start.replace("src/main.ts", "src/demo/main.ts"));
  expect(pipeline).toBe(start.replace("src/main.ts", "test/bench/pipeline.ts"));
});

test("every volume that a service mounts is declared, and every declared one is mounted", () => {
  const mounted = Object.values(file.services).flatMap(({ volumes }) =>
    volumes.map((volume) => volume.split(":")[0]),
  );
  expect(mounted.toSorted()).toEqual(Object.keys(file.volumes).toSorted());
});

test("waits for services that exist", () => {
  expect(Object.keys(file.services)).toEqual(
    expect.arrayContaining(Object.keys(file.services.bot?.depends_on ?? {})),
  );
});
