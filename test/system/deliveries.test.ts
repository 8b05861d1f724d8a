import { afterAll, beforeAll, expect, test } from "vitest";
import { soakDeliveries } from "../soak/soak.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

// The long form is `npm run soak:deliveries`. A killed bot's deliveries wait for the end of their lease.
test("killed at random moments, with platforms that fail, every channel gets its digest once", {
  timeout: 400_000,
}, async () => {
  const figures = await soakDeliveries({
    channels: 60,
    kills: 4,
    faultRate: 0.1,
    longestLifeMs: 2_500,
    databaseUrl: database.url,
  });
  expect(figures).toMatchObject({ lost: 0, doubled: 0, refused: 0 });
});
