import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Button, Choice, CommandCall } from "../../messages/message.ts";
import type { CallWriter } from "../calls.ts";
import { cleanLine, plainRun, shorten } from "../runs.ts";
import { component, type DiscordPiece, drawLines, inRows } from "./pieces.ts";

const MAX_ROW = 5;
const MAX_LABEL = 80;
const MAX_CUSTOM_ID = 100;
const MAX_OPTIONS = 25;
const MAX_OPTION_TEXT = 100;
const MAX_PLACEHOLDER = 150;

/** Where the controls of one message are drawn. */
export interface Panel {
  readonly writer: CallWriter;
  /** Interactive elements and files so far: their names must differ within a message. */
  elements: number;
}

export function drawButtons(buttons: readonly Button[], panel: Panel): DiscordPiece[] {
  const drawn = buttons.map(
    (button): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: styleOf(button),
      label: labelText(button.label, MAX_LABEL),
      custom_id: writeId(button.call, panel),
    }),
  );
  const rows = inRows(drawn, MAX_ROW).map(actionRow);
  return [...drawCutLabels(buttons, MAX_LABEL), ...rows];
}

export function drawSelect(placeholder: string, choices: readonly Choice[], panel: Panel): DiscordPiece[] {
  const rows = inRows(choices, MAX_OPTIONS).map((row) => {
    const select: APIStringSelectComponent = {
      type: ComponentType.StringSelect,
      custom_id: nextName(panel),
      placeholder: labelText(placeholder, MAX_PLACEHOLDER),
      options: row.map((choice) => ({
        label: labelText(choice.label, MAX_OPTION_TEXT),
        value: writeId(choice.call, panel),
      })),
    };
    return actionRow([select]);
  });
  return [...drawCutLabels(choices, MAX_OPTION_TEXT), ...rows];
}

/** A label that had to be cut stands in full above its row, so that nothing is lost. */
function drawCutLabels(labelled: readonly { readonly label: string }[], max: number): DiscordPiece[] {
  const cut = labelled.map(({ label }) => cleanLine(label).trim()).filter((label) => label.length > max);
  return cut
    .flatMap((label) => drawLines([plainRun(label)], "-# "))
    .map((each) => ({ ...each, keepWithNext: true }));
}

/** Ids must differ within a message, also where two buttons do the same: a number stands before the call. */
function writeId(call: CommandCall, panel: Panel): string {
  const name = `${nextName(panel)}~`;
  return `${name}${panel.writer.write(call, MAX_CUSTOM_ID - name.length)}`;
}

function styleOf(button: Button): APIButtonComponentWithCustomId["style"] {
  switch (button.style) {
    case "primary":
      return ButtonStyle.Primary;
    case "danger":
      return ButtonStyle.Danger;
    case undefined:
      return ButtonStyle.Secondary;
  }
}

function actionRow(components: APIComponentInMessageActionRow[]): DiscordPiece {
  const row: APIActionRowComponent<APIComponentInMessageActionRow> = {
    type: ComponentType.ActionRow,
    components,
  };
  return component(row);
}

function labelText(text: string, max: number): string {
  return shorten(cleanLine(text).trim() || "…", max);
}

/** What `writeId` wrote, without its number. */
export function readId(id: string): string {
  return id.slice(id.indexOf("~") + 1);
}

export function nextName(panel: Panel): string {
  panel.elements += 1;
  return panel.elements.toString(36);
}
