import { z } from "zod";

/** Discord's own limits, as its documentation gives them: what a strict server refuses. */

const customId = z.string().min(1).max(100);
const url = z.string().regex(/^(?:https?|attachment):\/\/\S+$/u);

const textDisplay = z.strictObject({
  type: z.literal(10),
  id: z.number().optional(),
  content: z.string().min(1).max(4_000),
});
const separator = z.strictObject({
  type: z.literal(14),
  id: z.number().optional(),
  divider: z.boolean().optional(),
  spacing: z.union([z.literal(1), z.literal(2)]).optional(),
});
const gallery = z.strictObject({
  type: z.literal(12),
  id: z.number().optional(),
  items: z
    .array(
      z.strictObject({
        media: z.strictObject({ url }),
        description: z.string().min(1).max(1_024).nullish(),
        spoiler: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(10),
});
const file = z.strictObject({
  type: z.literal(13),
  id: z.number().optional(),
  file: z.strictObject({ url: z.string().regex(/^attachment:\/\/[\w.-]+$/u) }),
  spoiler: z.boolean().optional(),
});
const button = z.strictObject({
  type: z.literal(2),
  id: z.number().optional(),
  style: z.number().int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: customId,
  disabled: z.boolean().optional(),
});
const select = z.strictObject({
  type: z.literal(3),
  id: z.number().optional(),
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.number().optional(),
  max_values: z.number().optional(),
  disabled: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(100),
        value: z.string().min(1).max(100),
        description: z.string().max(100).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine(
      (options) => new Set(options.map((option) => option.value)).size === options.length,
      "value used twice",
    ),
});
const row = z.strictObject({
  type: z.literal(1),
  id: z.number().optional(),
  components: z.union([z.array(button).min(1).max(5), z.array(select).length(1)]),
});
const topLevel = z.discriminatedUnion("type", [textDisplay, separator, gallery, file, row]);

const V2_FLAG = 1 << 15;
const EPHEMERAL_FLAG = 1 << 6;

const message = z.strictObject({
  content: z.string().max(2_000).optional(),
  flags: z.number().int().optional(),
  components: z.array(topLevel).optional(),
  nonce: z.string().max(25).optional(),
  enforce_nonce: z.boolean().optional(),
  tts: z.boolean().optional(),
  allowed_mentions: z.strictObject({ parse: z.array(z.never()), replied_user: z.boolean().optional() }),
  message_reference: z
    .strictObject({
      message_id: z.string(),
      channel_id: z.string().optional(),
      type: z.number().optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .optional(),
  attachments: z
    .array(z.looseObject({ id: z.union([z.string(), z.number()]), filename: z.string().optional() }))
    .optional(),
});

/** What Discord would refuse in a message, and what would ping; empty when nothing. */
export function faultsOfDiscordMessage(given: unknown, fileNames: readonly string[] = []): string[] {
  const parsed = message.safeParse(given);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const { flags = 0, components = [], content } = parsed.data;
  const faults: string[] = [];
  if ((flags & ~(V2_FLAG | EPHEMERAL_FLAG)) !== 0) faults.push("unknown flags");
  const isV2 = (flags & V2_FLAG) !== 0;
  if (isV2 && content !== undefined) faults.push("content beside components V2");
  if (!isV2 && components.some((component) => component.type !== 1))
    faults.push("components V2 without their flag");
  if (isV2 && components.length === 0) faults.push("empty message");
  if (!isV2 && !content) faults.push("empty message");
  return [...faults, ...faultsOfComponents(components, fileNames)];
}

function faultsOfComponents(components: z.output<typeof topLevel>[], fileNames: readonly string[]): string[] {
  const faults: string[] = [];
  const count = components.reduce(
    (sum, each) => sum + 1 + ("components" in each ? each.components.length : 0),
    0,
  );
  if (count > 40) faults.push(`${count} components`);
  const length = components.reduce((sum, each) => sum + ("content" in each ? each.content.length : 0), 0);
  if (length > 4_000) faults.push(`${length} characters of text`);
  const ids = components.flatMap((each) =>
    "components" in each ? each.components.map((inner) => inner.custom_id) : [],
  );
  if (new Set(ids).size !== ids.length) faults.push("custom_id used twice");
  const wanted = [...JSON.stringify(components).matchAll(/"attachment:\/\/([^"]*)"/gu)].map(
    (match) => match[1] ?? "",
  );
  for (const name of wanted) if (!fileNames.includes(name)) faults.push(`attachment ${name} was not sent`);
  return faults;
}

const modalInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal(4),
    custom_id: customId,
    style: z.union([z.literal(1), z.literal(2)]),
    placeholder: z.string().max(100).optional(),
    required: z.boolean().optional(),
    min_length: z.number().int().min(0).max(4_000).optional(),
    max_length: z.number().int().min(1).max(4_000).optional(),
  }),
  select,
]);
const modal = z.strictObject({
  custom_id: customId,
  title: z.string().min(1).max(45),
  components: z
    .array(
      z.strictObject({
        type: z.literal(18),
        label: z.string().min(1).max(45),
        description: z.string().max(100).optional(),
        component: modalInput,
      }),
    )
    .min(1)
    .max(5),
});

/** What Discord would refuse in a modal; empty when nothing. */
export function faultsOfDiscordModal(given: unknown): string[] {
  const parsed = modal.safeParse(given);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

const choice = z.strictObject({
  name: z.string().min(1).max(100),
  value: z.union([z.string().min(1).max(100), z.number()]),
});
const option = z
  .strictObject({
    type: z.union([z.literal(3), z.literal(4), z.literal(5)]),
    name: z.string().regex(/^[-_\p{L}\p{N}]{1,32}$/u),
    description: z.string().min(1).max(100),
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z.array(choice).max(25).optional(),
    min_length: z.number().optional(),
    max_length: z.number().optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
  })
  .refine((given) => !(given.autocomplete && given.choices), "autocomplete beside choices");
const command = z
  .strictObject({
    type: z.union([z.literal(1), z.literal(3)]).optional(),
    name: z.string().min(1).max(32),
    description: z.string().max(100).optional(),
    options: z.array(option).max(25).optional(),
    default_member_permissions: z.string().regex(/^\d+$/u).nullish(),
    contexts: z.array(z.number()).optional(),
    integration_types: z.array(z.number()).optional(),
    nsfw: z.boolean().optional(),
  })
  .refine(
    ({ type = 1, name }) => type === 3 || /^[-_\p{Ll}\p{N}]{1,32}$/u.test(name),
    "name of a slash command",
  )
  .refine(({ type = 1, description = "" }) => (type === 3) === (description === ""), "description")
  .refine(({ options = [] }) => {
    const firstOptional = options.findIndex((each) => !each.required);
    return firstOptional < 0 || options.slice(firstOptional).every((each) => !each.required);
  }, "a required option after one that is not");

/** What Discord would refuse in a registration of commands; empty when nothing. */
export function faultsOfDiscordCommands(given: unknown): string[] {
  const parsed = z.array(command).max(110).safeParse(given);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const faults = parsed.data
    .filter((each) => JSON.stringify(each).length > 8_000)
    .map((each) => `${each.name} is too long`);
  const names = parsed.data.map((each) => `${each.type ?? 1} ${each.name}`);
  if (new Set(names).size !== names.length) faults.push("name used twice");
  return faults;
}
