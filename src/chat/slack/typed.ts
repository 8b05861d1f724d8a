/** What a person typed, out of what Slack made of it: mentions of the bot, escapes and links undone. */
export function readTyped(text: string, botUserId: string): string {
  return text
    .replaceAll(`<@${botUserId}>`, " ")
    .replace(new RegExp(`<@${botUserId}\\|[^>]*>`, "gu"), " ")
    .replace(/<(?:[@#!])[^|>]*\|([^>]*)>/gu, "$1")
    .replace(/<(?:mailto:|https?:)[^|>]*\|([^>]*)>/gu, "$1")
    .replace(/<((?:mailto:|https?:)[^|>]*)>/gu, "$1")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&")
    .trim();
}

/** `/backchannel quotes blinken` and `/quotes blinken` are the same call. */
export function typedCommand(command: string, text: string): string {
  const name = command.replace(/^\//u, "");
  return name === "backchannel" ? text : `${name} ${text}`;
}
