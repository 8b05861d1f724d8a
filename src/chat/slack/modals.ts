import type { App, BlockAction, types, ViewOutput, webApi } from "@slack/bolt";
import { suggestZones } from "../../digests/zones.ts";
import type { CommandCall } from "../../messages/message.ts";
import { shorten } from "../runs.ts";
import { type Desk, directChannel, warnOfAbsence } from "./desk.ts";
import type { SlackParts } from "./index.ts";

export const SUBSCRIBE_MODAL = "subscribe";
export const DIGEST_MODAL = "digest";

const MAX_OPTIONS = 100;
const MAX_OPTION = 75;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Forms for following something and for a digest's schedule, with type-ahead over all that we know. */
export function offerModals(app: App, parts: SlackParts, desk: Desk): void {
  app.action<BlockAction>(/^open-/u, async ({ ack, action, body, client }) => {
    await ack();
    await openModal(
      client,
      body.trigger_id,
      action.action_id.slice("open-".length),
      body.channel?.id ?? null,
    );
  });

  app.options("what", async ({ ack, options, body, client, context }) => {
    const team = context.teamId ?? body.team?.id ?? "";
    const from = await desk.fromOf(client, team, body.user.id, `D${body.user.id}`);
    const found = await parts.dispatcher.suggest("subscribe", "what", options.value, from);
    // Words that are neither topic nor person can be followed too.
    const words = options.value.trim();
    const own = words === "" ? [] : [{ label: `“${words}” as words`, value: words }];
    await ack({
      options: [...found, ...own].flatMap(({ label, value }) => toOption(label, value)).slice(0, MAX_OPTIONS),
    });
  });

  app.options("zone", async ({ ack, options }) => {
    await ack({
      options: suggestZones(options.value)
        .flatMap((zone) => toOption(zone, zone))
        .slice(0, MAX_OPTIONS),
    });
  });

  for (const { id, read } of FORMS) {
    app.view(id, async ({ ack, view, body, client }) => {
      const errors = missingOf(view);
      if (errors !== null) return ack({ response_action: "errors", errors });
      await ack();
      await submit(view, body.user.id, body.team?.id ?? "", client, read(view));
    });
  }

  async function submit(
    view: ViewOutput,
    user: string,
    team: string,
    client: webApi.WebClient,
    call: CommandCall,
  ) {
    const channel = fieldOf(view, "channel") ?? "";
    const known = await desk.fromOf(client, team, user, channel);
    const message = await parts.dispatcher
      .run(call, known)
      .then((answered) => warnOfAbsence(client, channel, call.command, answered));
    // What is for the asker alone is said where they look: they may have opened the form from elsewhere.
    const isHere = message.audience === "channel" || view.private_metadata === channel;
    const place = isHere ? channel : await directChannel(client, user);
    await desk.reply({ client, channel: place, user, open: place !== channel }, Promise.resolve(message));
  }
}

const FORMS = [
  { id: SUBSCRIBE_MODAL, read: readSubscribe },
  { id: DIGEST_MODAL, read: readDigest },
] as const;

/** What must be said of a form's fields that were left out; null when nothing. */
function missingOf(view: ViewOutput): Record<string, string> | null {
  const missing = Object.keys(view.state.values).filter(
    (name) => name !== "zone" && fieldOf(view, name) === null,
  );
  return missing.length === 0
    ? null
    : Object.fromEntries(missing.map((name) => [name, "Please choose one."]));
}

/** Slack's ticket for a modal lives three seconds: nothing may be looked up before. */
export async function openModal(
  client: webApi.WebClient,
  trigger: string,
  id: string,
  channel: string | null,
): Promise<void> {
  const view = id === DIGEST_MODAL ? digestModal(channel) : subscribeModal(channel);
  await client.views.open({ trigger_id: trigger, view: { ...view, private_metadata: channel ?? "" } });
}

function subscribeModal(channel: string | null): types.ModalView {
  return modal(SUBSCRIBE_MODAL, "Subscribe", "Subscribe", [
    channelInput(channel),
    input("what", "Topic, person or words", {
      type: "external_select",
      action_id: "what",
      min_query_length: 0,
      placeholder: plain("military channels, blinken, rare earths"),
    }),
    input("when", "When", {
      type: "static_select",
      action_id: "when",
      options: [option("In the digest", "digest"), option("As soon as a story is there", "now")],
      initial_option: option("In the digest", "digest"),
    }),
  ]);
}

function digestModal(channel: string | null): types.ModalView {
  const days = WEEKDAYS.map((day, index) => option(`Weekly on ${DAY_NAMES[index]}`, `weekly ${day}`));
  const daily = option("Daily", "daily");
  return modal(DIGEST_MODAL, "Digest", "Save", [
    channelInput(channel),
    input("cadence", "How often", {
      type: "static_select",
      action_id: "cadence",
      options: [daily, ...days, option("Never", "off")],
      initial_option: daily,
    }),
    input("time", "At", { type: "timepicker", action_id: "time", initial_time: "08:00" }),
    {
      ...input("zone", "Time zone (yours when left out)", {
        type: "external_select",
        action_id: "zone",
        min_query_length: 1,
        placeholder: plain("Singapore"),
      }),
      optional: true,
    },
  ]);
}

function readSubscribe(view: ViewOutput): CommandCall {
  return {
    command: "subscribe",
    options: { what: fieldOf(view, "what") ?? "", when: fieldOf(view, "when") ?? "digest" },
  };
}

function readDigest(view: ViewOutput): CommandCall {
  const cadence = fieldOf(view, "cadence") ?? "daily";
  const words = [cadence, fieldOf(view, "time") ?? "08:00", fieldOf(view, "zone")];
  return {
    command: "digest",
    options: { when: cadence === "off" ? "off" : words.filter(Boolean).join(" ") },
  };
}

function fieldOf(view: ViewOutput, name: string): string | null {
  const field = view.state.values[name]?.[name];
  return field?.selected_option?.value ?? field?.selected_time ?? field?.selected_conversation ?? null;
}

function channelInput(channel: string | null): types.InputBlock {
  return input("channel", "Channel", {
    type: "conversations_select",
    action_id: "channel",
    ...(channel === null ? { default_to_current_conversation: true } : { initial_conversation: channel }),
    filter: { include: ["public", "private", "im"], exclude_bot_users: true },
  });
}

function modal(id: string, title: string, submit: string, blocks: types.InputBlock[]): types.ModalView {
  return {
    type: "modal",
    callback_id: id,
    title: plain(title),
    submit: plain(submit),
    close: plain("Cancel"),
    blocks,
  };
}

function input(name: string, label: string, element: types.InputBlock["element"]): types.InputBlock {
  return { type: "input", block_id: name, label: plain(label), element };
}

function toOption(label: string, value: string): types.PlainTextOption[] {
  if (value === "" || value.length > MAX_OPTION) return [];
  return [option(shorten(label, MAX_OPTION), value)];
}

function option(label: string, value: string): types.PlainTextOption {
  return { text: plain(label), value };
}

function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
