/** The texts of Block Kit as a person reads them, in order: markup taken off, escapes undone. */
export function shownTexts(blocks: readonly unknown[]): string[] {
  const found: string[] = [];
  JSON.stringify(blocks, (_, value) => {
    if (value?.type === "mrkdwn") found.push(readMrkdwn(value.text));
    if (value?.type === "plain_text") found.push(value.text);
    return value;
  });
  return found;
}

/**
 * What is left of a text when marks, blanks and the invisible are set aside: equal on both sides of any
 * renderer that loses nothing.
 */
export function letters(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cf}|\p{Cc}|\p{Noncharacter_Code_Point}|\u034F|\u115F|\u1160|\u3164|\uFFA0|\s/gu, "")
    .replace(/[*_~`∗ˍ∼ˋ:꞉>＞•\\[\]［］]/gu, "");
}

function readMrkdwn(text: string): string {
  return text
    .replace(/^> /u, "")
    .replace(/<(?:https?:|!date)[^|<>]*\|([^<>]*)>/gu, "$1")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&");
}
