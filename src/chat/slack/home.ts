import type { App, types, webApi } from "@slack/bolt";
import type { Block, Message } from "../../messages/message.ts";
import type { From } from "../dispatch.ts";
import { type Desk, directChannel } from "./desk.ts";
import type { SlackParts } from "./index.ts";
import { DIGEST_MODAL, SUBSCRIBE_MODAL } from "./modals.ts";
import { renderSlack } from "./render.ts";

const MAX_BLOCKS = 100;
const MAX_VIEW_LENGTH = 60_000;
const MAX_CHANNELS = 8;

/** The Home tab: what a person's channels follow, when their digests come, the top stories. */
export function showHome(app: App, parts: SlackParts, desk: Desk): void {
  app.event("app_home_opened", async ({ event, client, body }) => {
    if (event.tab !== "home") return;
    const team = body.team_id;
    const direct = event.channel || (await directChannel(client, event.user));
    const from = await desk.fromOf(client, team, event.user, direct);
    const message = await composeHome(from, await channelsOf(client, team, event.user, parts), parts);
    const drawing = renderSlack(message, MAX_VIEW_LENGTH);
    await parts.calls.keep(drawing.kept);
    const blocks = drawing.posts.flatMap((post) => post.blocks).slice(0, MAX_BLOCKS - 1);
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [OPENERS, ...blocks] } });
  });
}

/** Modals are Slack's own affair: no other chat has them as buttons. */
const OPENERS: types.ActionsBlock = {
  type: "actions",
  elements: [opener(SUBSCRIBE_MODAL, "Subscribe a channel"), opener(DIGEST_MODAL, "Schedule a digest")],
};

function opener(id: string, label: string): types.Button {
  return { type: "button", action_id: `open-${id}`, text: { type: "plain_text", text: label, emoji: false } };
}

interface NamedChannel {
  readonly id: string;
  readonly name: string;
}

/** The channels that a person is in and that ever asked something of us; none when Slack does not say. */
async function channelsOf(
  client: webApi.WebClient,
  team: string,
  user: string,
  { records }: SlackParts,
): Promise<NamedChannel[]> {
  const known = await records.channels.ofWorkspace(`slack:${team}`);
  if (known.length === 0) return [];
  const query = { user, types: "public_channel,private_channel", exclude_archived: true, limit: 999 };
  const own = await client.users.conversations(query).catch(() => null);
  return (own?.channels ?? []).flatMap(({ id, name }) => {
    const found = known.find((each) => each.id === `slack:${team}:${id}`);
    return found && name ? [{ id: found.id, name }] : [];
  });
}

async function composeHome(
  from: From,
  channels: readonly NamedChannel[],
  { dispatcher }: SlackParts,
): Promise<Message> {
  const shown = channels.slice(0, MAX_CHANNELS);
  const answers = await Promise.all(
    shown.map(async ({ id, name }) => {
      const answer = await dispatcher.run(
        { command: "subscriptions", options: {} },
        { ...from, channelId: id },
      );
      return [{ kind: "heading", text: `#${name}` } satisfies Block, ...facts(answer)];
    }),
  );
  const top = await dispatcher.run({ command: "latest", options: {} }, from);
  const health = from.asker.isAdmin ? await dispatcher.run({ command: "status", options: {} }, from) : null;
  const none: Block = {
    kind: "paragraph",
    text: [
      { text: "None of your channels follows anything yet. Invite me to one and write /subscribe taiwan." },
    ],
  };
  const blocks: Block[] = [
    ...(answers.length > 0 ? answers.flat() : [none]),
    { kind: "divider" },
    ...top.blocks.flatMap(withoutSharing),
    ...(health ? [{ kind: "divider" } satisfies Block, ...health.blocks] : []),
  ];
  return { summary: "Backchannel", blocks };
}

/** From the Home tab there is no channel to share with. */
function withoutSharing(block: Block): Block[] {
  if (block.kind !== "buttons") return [block];
  const buttons = block.buttons.filter(({ call }) => call.options.share === undefined);
  return buttons.length > 0 ? [{ kind: "buttons", buttons }] : [];
}

/** What is said of a channel, without its heading, and without buttons: they would act on another channel. */
function facts(answer: Message): Block[] {
  return answer.blocks.filter(({ kind }) => kind !== "heading" && kind !== "buttons" && kind !== "select");
}
