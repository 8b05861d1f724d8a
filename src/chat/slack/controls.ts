import type { types } from "@slack/bolt";
import type { Button, Choice } from "../../messages/message.ts";
import type { CallWriter } from "../calls.ts";
import { cleanLine, shorten } from "../runs.ts";
import { drawSmallPrint, inRows, piece, plainText, type SlackPiece } from "./pieces.ts";

export const ACTION_PREFIX = "call-";

const MAX_ACTIONS = 25;
const MAX_LABEL = 75;
const MAX_PLACEHOLDER = 150;
const MAX_OPTIONS = 100;
const MAX_BUTTON_VALUE = 2_000;
const MAX_OPTION_VALUE = 75;

/** Where the controls of one message are drawn. */
export interface Panel {
  readonly writer: CallWriter;
  /** Interactive elements so far: their ids must differ within a message. */
  elements: number;
}

export function drawButtons(buttons: readonly Button[], panel: Panel): SlackPiece[] {
  const elements = buttons.map((button): types.Button => {
    panel.elements += 1;
    return {
      type: "button",
      action_id: `${ACTION_PREFIX}${panel.elements}`,
      text: labelText(button.label),
      value: panel.writer.write(button.call, MAX_BUTTON_VALUE),
      ...(button.style ? { style: button.style } : {}),
    };
  });
  return [...drawCutLabels(buttons), ...drawActions(elements)];
}

export function drawSelect(placeholder: string, choices: readonly Choice[], panel: Panel): SlackPiece[] {
  const options = choices.map((choice) => ({
    text: labelText(choice.label),
    value: panel.writer.write(choice.call, MAX_OPTION_VALUE),
  }));
  const selects = inRows(options, MAX_OPTIONS).map((row): types.StaticSelect => {
    panel.elements += 1;
    return {
      type: "static_select",
      action_id: `${ACTION_PREFIX}${panel.elements}`,
      placeholder: plainText(shorten(cleanLine(placeholder).trim() || "Choose", MAX_PLACEHOLDER)),
      options: row,
    };
  });
  return [...drawCutLabels(choices), ...drawActions(selects)];
}

/** A label that had to be cut stands in full above its row, so that nothing is lost. */
function drawCutLabels(labelled: readonly { readonly label: string }[]): SlackPiece[] {
  const cut = labelled
    .map(({ label: text }) => cleanLine(text).trim())
    .filter((text) => text.length > MAX_LABEL);
  return cut.flatMap((text) => drawSmallPrint([{ text }])).map((each) => ({ ...each, keepWithNext: true }));
}

function drawActions(elements: readonly types.ActionsBlockElement[]): SlackPiece[] {
  return inRows(elements, MAX_ACTIONS).map((row) => piece({ type: "actions", elements: row }));
}

function labelText(text: string): types.PlainTextElement {
  return plainText(shorten(cleanLine(text).trim() || "…", MAX_LABEL));
}
