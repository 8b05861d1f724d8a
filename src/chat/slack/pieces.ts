import type { types } from "@slack/bolt";
import type { TextSpan } from "../../messages/message.ts";
import type { Piece } from "../pack.ts";
import { splitRuns, toRuns } from "../runs.ts";
import { mrkdwnMeasure, toMrkdwn } from "./mrkdwn.ts";

/** Of one block's JSON, so that a few blocks of any kind fit into a post. */
const MAX_BLOCK_LENGTH = 5_000;
const MAX_CONTEXT = 2_000;

export type SlackPiece = Piece<types.KnownBlock>;

export function piece(block: types.KnownBlock): SlackPiece {
  return { block, keepWithNext: false };
}

export function section(text: string): types.SectionBlock {
  return { type: "section", text: mrkdwn(text) };
}

export function context(text: string): types.ContextBlock {
  return { type: "context", elements: [mrkdwn(text)] };
}

/** `verbatim` keeps Slack from making links of its own. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

export function plainText(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

export function drawSmallPrint(spans: readonly TextSpan[]): SlackPiece[] {
  return splitRuns(toRuns(spans), MAX_CONTEXT, mrkdwnMeasure).map((runs) => piece(context(toMrkdwn(runs))));
}

/** Rows of at most `max` elements that fit into a block. */
export function inRows<Element>(elements: readonly Element[], max: number): Element[][] {
  const rows: Element[][] = [];
  let length = 0;
  for (const element of elements) {
    const own = JSON.stringify(element).length + 1;
    const last = rows.at(-1);
    if (last && last.length < max && length + own <= MAX_BLOCK_LENGTH) last.push(element);
    else rows.push([element]);
    length = rows.at(-1) === last ? length + own : own;
  }
  return rows;
}
