import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import type { CommandCall } from "../../messages/message.ts";

const FORM_PREFIX = "form~";
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The form behind a call that says too little to run; null when the call can run as it is. */
export function formFor(call: CommandCall): APIModalInteractionResponseCallbackData | null {
  if (call.command === "subscribe" && call.options.what === undefined) return SUBSCRIBE;
  return call.command === "digest" && call.options.when?.trim() === "schedule" ? DIGEST : null;
}

/** What a filled form asks for; null when it is none of ours. */
export function readForm(interaction: ModalSubmitInteraction): CommandCall | null {
  const field = (name: string) => interaction.fields.getTextInputValue(name).trim();
  const choice = (name: string) => interaction.fields.getStringSelectValues(name)[0] ?? "";
  if (interaction.customId === SUBSCRIBE.custom_id) {
    return { command: "subscribe", options: { what: field("what"), when: choice("when") } };
  }
  if (interaction.customId !== DIGEST.custom_id) return null;
  const cadence = choice("cadence");
  const words = [cadence, field("time") || "08:00", field("zone")].filter(Boolean).join(" ");
  return { command: "digest", options: { when: cadence === "off" ? "off" : words } };
}

const SUBSCRIBE: APIModalInteractionResponseCallbackData = {
  custom_id: `${FORM_PREFIX}subscribe`,
  title: "Subscribe this channel",
  components: [
    label("Topic, person or words", text("what", "military channels, blinken, rare earths", true, 80)),
    label(
      "When",
      select("when", [
        { label: "In the digest", value: "digest", default: true },
        { label: "As soon as a story is there", value: "now" },
      ]),
    ),
  ],
};

const DIGEST: APIModalInteractionResponseCallbackData = {
  custom_id: `${FORM_PREFIX}digest`,
  title: "This channel's digest",
  components: [
    label(
      "How often",
      select("cadence", [
        { label: "Daily", value: "daily", default: true },
        ...WEEKDAYS.map((day) => ({
          label: `Weekly on ${day}`,
          value: `weekly ${day.slice(0, 3).toLowerCase()}`,
        })),
        { label: "Never", value: "off" },
      ]),
    ),
    label("At", text("time", "08:00", false, 20)),
    label("City or time zone", text("zone", "Singapore", false, 60)),
  ],
};

function label(words: string, component: APIComponentInLabel): APILabelComponent {
  return { type: ComponentType.Label, label: words, component };
}

function text(name: string, placeholder: string, required: boolean, maxLength: number): APIComponentInLabel {
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: TextInputStyle.Short,
    placeholder,
    required,
    max_length: maxLength,
  };
}

function select(
  name: string,
  options: { readonly label: string; readonly value: string; readonly default?: boolean }[],
): APIComponentInLabel {
  return { type: ComponentType.StringSelect, custom_id: name, options };
}
