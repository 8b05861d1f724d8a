import { createServer } from "node:net";
import { expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { startWeb } from "../../src/web.ts";

const log = createLog("silent");

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("answers probes by what the parts say, and hands Slack its own requests", async () => {
  const port = await freePort();
  let healthy = true;
  const web = await startWeb(port, {
    health: async () => ({ healthy, parts: { database: healthy ? "ok" : "unreachable" } }),
    slack: (request, response) => response.end(`slack ${request.url}`),
    pushes: (token, _request, response) => response.end(`push ${token}`),
    log,
  });
  try {
    const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
    const well = await ask("/health");
    expect(well.status).toBe(200);
    expect(await well.json()).toEqual({ healthy: true, parts: { database: "ok" } });
    healthy = false;
    expect((await ask("/health")).status).toBe(503);
    expect((await ask("/health", { method: "POST" })).status).toBe(405);
    expect(await (await ask("/slack/events", { method: "POST" })).text()).toBe("slack /slack/events");
    expect(await (await ask("/websub/abc?hub.mode=x")).text()).toBe("push abc");
    expect((await ask("/elsewhere")).status).toBe(404);
  } finally {
    await web.stop();
  }
});

test("a health check that breaks is a bad health, not a broken server", async () => {
  const port = await freePort();
  const health = () => Promise.reject(new Error("connection lost"));
  const web = await startWeb(port, { health, slack: null, pushes: null, log });
  const answer = await fetch(`http://127.0.0.1:${port}/health`);
  expect(answer.status).toBe(503);
  expect((await fetch(`http://127.0.0.1:${port}/slack/events`)).status).toBe(404);
  await web.stop();
});

test("says which port cannot be had", async () => {
  const port = await freePort();
  const parts = { health: async () => ({ healthy: true, parts: {} }), slack: null, pushes: null, log };
  const first = await startWeb(port, parts);
  await expect(startWeb(port, parts)).rejects.toThrow(`PORT ${port} cannot be used (EADDRINUSE).`);
  await first.stop();
});
