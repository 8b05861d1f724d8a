/**
 * What a command or a digest answers with: plain text and links, never Markdown, so that nothing in a feed
 * can forge formatting. Each chat draws it in its own `render.ts`.
 */
export interface Message {
  /** One line: notifications, screen readers, and chats that show no blocks. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Overrides who sees the answer to a command; digests are always for the channel. */
  readonly audience?: Audience;
  /** The command could not be carried out; the text says why. */
  readonly failed?: boolean;
}

export type Audience = "asker" | "channel";

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: readonly TextSpan[] }
  /** Words somebody said, set apart; `by` says who, where and when. */
  | { readonly kind: "quote"; readonly text: string; readonly by: readonly TextSpan[] }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | { readonly kind: "list"; readonly ordered?: boolean; readonly items: readonly (readonly TextSpan[])[] }
  | { readonly kind: "smallPrint"; readonly text: readonly TextSpan[] }
  | { readonly kind: "divider" }
  /** `alt` carries the figures of a chart, for those who cannot see it. */
  | { readonly kind: "image"; readonly png: Uint8Array; readonly name: string; readonly alt: string }
  /** Handed over as a file to keep, such as an export as CSV; a chat without files shows its text. */
  | { readonly kind: "file"; readonly name: string; readonly mimeType: string; readonly text: string }
  | { readonly kind: "buttons"; readonly buttons: readonly Button[] }
  | { readonly kind: "select"; readonly placeholder: string; readonly choices: readonly Choice[] };

/** A run of plain text. Line breaks in `text` are kept as spaces by every chat. */
export interface TextSpan {
  readonly text: string;
  /** http or https only; anything else is drawn as text. */
  readonly href?: string;
  readonly strong?: boolean;
  readonly emphasis?: boolean;
  /** An instant that the chat shows in the reader's own time zone where it can; `text` is the fall-back. */
  readonly instant?: Date;
}

export interface Fact {
  readonly label: string;
  readonly value: readonly TextSpan[];
}

/** A button is a command call: "next page" and "subscribe to this" are commands like any other. */
export interface Button {
  readonly label: string;
  readonly call: CommandCall;
  readonly style?: "primary" | "danger";
}

export interface Choice {
  readonly label: string;
  readonly call: CommandCall;
}

/** A command and its options, as they would be typed: small enough for a button's value on every chat. */
export interface CommandCall {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
}
