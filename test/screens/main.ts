import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import type { From } from "../../src/chat/dispatch.ts";
import { startLocalSlack } from "../support/local-slack.ts";
import { openNewsRoom, untilRead } from "../support/news-room.ts";
import { GENERAL } from "../support/slack-names.ts";
import { drawDiscordPage } from "./discord-page.ts";

/**
 * Takes the pictures in docs/images: the whole bot on the demo's news, seen in local-slack's own page, and
 * the same messages as Discord gets them on a page of ours. `npm run screens`
 */
const IMAGES = new URL("../../docs/images/", import.meta.url).pathname;
const START = new Date("2023-06-19T23:00:00Z");
const FROM: From = {
  asker: {
    chat: "discord",
    workspaceId: "discord:1",
    userId: "1",
    isAdmin: true,
    managesChannel: true,
    timeZone: "UTC",
  },
  channelId: "discord:1:2",
};

const HEIGHTS: Readonly<Record<string, number>> = { digest: 1760, story: 1120, home: 760 };

mkdirSync(IMAGES, { recursive: true });
const slack = await startLocalSlack();
const room = await openNewsRoom(null, START, {
  slack: slack.settings,
  discord: null,
});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  await untilRead(room);
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(slack.base);
  await page.getByText("general").first().click();
  const asked = [
    ["quotes", "quotes blinken"],
    ["digest", "digest now"],
    ["unknown", "quotes blinkn"],
    ["empty", "quotes xi jinping about climate"],
    ["story", "story"],
    ["error", "digest fortnightly"],
    ["subscribe", "subscribe military channels"],
  ] as const;
  for (const [name, text] of asked) await takeAnswer(page, name, text);
  await takeHome(page);
  await takeModal(page);
  await takeDiscord();
} finally {
  await browser.close();
  await room.stop();
  await slack.stop();
}

async function takeAnswer(page: Page, name: string, text: string): Promise<void> {
  await setHeight(page, name);
  await slack.reset();
  await slack.command("/backchannel", text);
  await slack.botMessages(GENERAL, 1);
  await sleep(700);
  await page.screenshot({ path: `${IMAGES}slack-${name}.png` });
}

/** Long answers are seen from their beginning. */
async function setHeight(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: HEIGHTS[name] ?? 600 });
}

async function takeHome(page: Page): Promise<void> {
  await setHeight(page, "home");
  // In another zone than the reader's, whose own time is then told too.
  await slack.reset();
  await slack.command("/backchannel", "digest daily 08:00 New York");
  await slack.botMessages(GENERAL, 1);
  await slack.openHome();
  await sleep(1_500);
  const apps = page.getByText("Apps", { exact: true });
  await apps.locator("xpath=following::*[contains(., 'backchannel')][1]").click();
  await sleep(700);
  const home = page.getByText("Home", { exact: true }).first();
  if (await home.isVisible()) await home.click();
  await sleep(700);
  await page.screenshot({ path: `${IMAGES}slack-home.png` });
}

async function takeModal(page: Page): Promise<void> {
  await setHeight(page, "modal");
  await page.getByText("general").first().click();
  await slack.command("/subscribe", "");
  await sleep(1_000);
  await page.screenshot({ path: `${IMAGES}slack-modal.png` });
}

async function takeDiscord(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 800, height: 1000 } });
  for (const [name, text] of [
    ["quotes", "quotes blinken"],
    ["digest", "digest now"],
    ["unknown", "quotes blinkn"],
  ] as const) {
    await page.setContent(drawDiscordPage([await room.app.dispatcher.runTyped(text, FROM)]));
    await page.screenshot({ path: `${IMAGES}discord-${name}.png`, fullPage: true });
  }
}
