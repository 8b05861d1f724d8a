/** The workspace that every Slack of the tests plays, and the app in it. */
export const SLACK = {
  botToken: "xoxb-test",
  appToken: "xapp-test",
  signingSecret: "test-signing-secret",
  team: "T01TEST",
  bot: "U0BOT",
} as const;

export const ALICE = "U01ALICE";
export const GENERAL = "C01GEN";
export const DESK = "C02DESK";
