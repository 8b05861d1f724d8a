import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { body, type HttpServer, serveHttp } from "../support/http-server.ts";
import { SAMPLE_FEEDS } from "../support/sample-feeds.ts";

const PROGRAM = fileURLToPath(new URL("../../src/doors/feeds.ts", import.meta.url));

let database: TestDatabase;
let server: HttpServer;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  server = await serveHttp({ "/": body("<p>News</p>"), "/rss.xml": body(SAMPLE_FEEDS[0] ?? "") });
  folder = await mkdtemp(join(tmpdir(), "backchannel-feeds-"));
  env = {
    PATH: process.env.PATH ?? "",
    DATABASE_URL: database.url,
    BACKCHANNEL_PRIVATE_HOSTS: server.host,
  };
});
afterAll(async () => {
  await database.close();
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function call(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const program = execFile(process.execPath, [PROGRAM, ...args], { env }, (_, out, err) => {
      resolve({ code: program.exitCode ?? -1, out, err });
    });
  });
}

test("adds the feed of a site once, lists it and takes it off", { timeout: 180_000 }, async () => {
  const added = await call("add", server.origin);
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^added\t.*Example Wire/u) });
  const [, id = ""] = added.out.split("\t");
  expect((await call("add", `${server.origin}/rss.xml`)).out).toMatch(/^known already/u);
  expect((await call("list")).out).toContain(`${id}\tExample Wire\tnot read yet\tpolled\t`);
  expect(await call("remove", id)).toMatchObject({ code: 0 });
  expect(await call("remove", id)).toMatchObject({ code: 1, err: `There is no feed ${id}.\n` });
});

test("hands its feeds to another reader and takes them from one", { timeout: 180_000 }, async () => {
  const file = join(folder, "feeds.opml");
  expect((await call("export", file)).out).toMatch(/^\d+ written\t/u);
  expect(await readFile(file, "utf8")).toContain("xmlUrl=");
  expect((await call("import", file)).out).toMatch(/^0 added\t\d+ known already/u);
  const outlines = ["https://good.example/feed", "file:///etc/passwd", "javascript:alert(1)"];
  const opml = outlines.map((url) => `<outline text="One" xmlUrl="${url}"/>`).join("");
  await writeFile(file, `<opml><body>${opml}</body></opml>`);
  expect((await call("import", file)).out).toBe("1 added\t0 known already\n");
});

test("says in words what it cannot do", { timeout: 180_000 }, async () => {
  const nowhere = join(folder, "nowhere", "feeds.opml");
  expect(await call("export", nowhere)).toEqual({ code: 1, out: "", err: `${nowhere} cannot be written.\n` });
  expect(await call("import", nowhere)).toEqual({ code: 1, out: "", err: `${nowhere} cannot be read.\n` });
  expect(await call("test", "http://169.254.169.254/")).toMatchObject({
    code: 1,
    err: expect.stringContaining("not public"),
  });
});

test("ends quietly when nobody reads on", { timeout: 180_000 }, async () => {
  const program = spawn(process.execPath, [PROGRAM, "list"], { env, stdio: ["ignore", "pipe", "pipe"] });
  program.stdout.destroy();
  let printed = "";
  program.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const code = await new Promise((resolve) => program.on("close", resolve));
  expect({ code, printed }).toEqual({ code: 0, printed: "" });
});
