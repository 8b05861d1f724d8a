import { z } from "zod";

/** Slack's own limits, as its documentation gives them: what a strict server refuses. */

const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
const actionId = z.string().min(1).max(255);
const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(75) });

const button = z.strictObject({
  type: z.literal("button"),
  action_id: actionId,
  text: plain(75),
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});
const staticSelect = z.strictObject({
  type: z.literal("static_select"),
  action_id: actionId,
  placeholder: plain(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
});
const externalSelect = z.strictObject({
  type: z.enum(["external_select", "multi_external_select"]),
  action_id: actionId,
  placeholder: plain(150).optional(),
  min_query_length: z.number().int().min(0).optional(),
  initial_option: option.optional(),
  initial_options: z.array(option).optional(),
});
const multiSelect = z.strictObject({
  type: z.enum(["multi_static_select", "checkboxes", "radio_buttons"]),
  action_id: actionId,
  placeholder: plain(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_options: z.array(option).optional(),
  initial_option: option.optional(),
});
const textInput = z.strictObject({
  type: z.literal("plain_text_input"),
  action_id: actionId,
  placeholder: plain(150).optional(),
  initial_value: z.string().optional(),
  max_length: z.number().int().max(3_000).optional(),
  multiline: z.boolean().optional(),
});
const timePicker = z.strictObject({
  type: z.literal("timepicker"),
  action_id: actionId,
  initial_time: z
    .string()
    .regex(/^\d\d:\d\d$/u)
    .optional(),
  placeholder: plain(150).optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal("conversations_select"),
  action_id: actionId,
  placeholder: plain(150).optional(),
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z.object({}).loose().optional(),
});

const interactive = z.discriminatedUnion("type", [button, staticSelect, externalSelect, multiSelect]);
const blockId = z.string().max(255).optional();

const messageBlock = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: plain(150), block_id: blockId }),
  z.strictObject({
    type: z.literal("section"),
    text: z.union([mrkdwn(3_000), plain(3_000)]).optional(),
    fields: z
      .array(z.union([mrkdwn(2_000), plain(2_000)]))
      .min(1)
      .max(10)
      .optional(),
    accessory: interactive.optional(),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal("context"),
    elements: z
      .array(z.union([mrkdwn(2_000), plain(2_000)]))
      .min(1)
      .max(10),
    block_id: blockId,
  }),
  z.strictObject({ type: z.literal("divider"), block_id: blockId }),
  z.strictObject({
    type: z.literal("image"),
    slack_file: z.strictObject({ id: z.string().min(1) }),
    alt_text: z.string().min(1).max(2_000),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal("actions"),
    elements: z.array(interactive).min(1).max(25),
    block_id: blockId,
  }),
]);

const inputBlock = z.strictObject({
  type: z.literal("input"),
  block_id: blockId,
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion("type", [
    textInput,
    staticSelect,
    externalSelect,
    multiSelect,
    timePicker,
    conversationsSelect,
  ]),
});

const view = z.strictObject({
  type: z.enum(["modal", "home"]),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  title: plain(24).optional(),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z.array(z.union([messageBlock, inputBlock])).max(100),
});

/** Undocumented; Slack answers "msg_blocks_too_long" from about here on. */
const MAX_TOTAL = 13_200;

/** What Slack would refuse in a message; empty when nothing. */
export function faultsOfSlackMessage(message: { text?: string; blocks?: unknown }): string[] {
  const faults: string[] = [];
  if ((message.text ?? "").length > 4_000) faults.push("text is longer than 4,000");
  if (message.blocks === undefined) return faults;
  const blocks = z.array(messageBlock).max(50).safeParse(message.blocks);
  if (!blocks.success)
    faults.push(...blocks.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  if (JSON.stringify(message.blocks).length > MAX_TOTAL) faults.push("msg_blocks_too_long");
  const ids = JSON.stringify(message.blocks).match(/"action_id":"[^"]*"/gu) ?? [];
  if (new Set(ids).size !== ids.length) faults.push("action_id used twice");
  return faults;
}

/** What Slack would refuse in a modal or an App Home; empty when nothing. */
export function faultsOfSlackView(given: unknown): string[] {
  const parsed = view.safeParse(given);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (parsed.data.type === "modal" && parsed.data.title === undefined) return ["a modal has no title"];
  return [];
}

const answerToClick = z.union([
  z.strictObject({}),
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string().min(1).max(2_000)),
  }),
]);

/** What Slack would refuse in the acknowledgement of something it sent; empty when nothing. */
export function faultsOfSlackAck(sent: Readonly<Record<string, unknown>>, ack: unknown): string[] {
  const parsed = answerToClick.safeParse(ack);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const wantsOptions = sent.type === "block_suggestion";
  if (wantsOptions !== "options" in parsed.data) return ["options where none belong, or none where they do"];
  return "errors" in parsed.data && sent.type !== "view_submission" ? ["errors of a form that is none"] : [];
}
