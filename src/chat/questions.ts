import type { CommandCall } from "../messages/message.ts";
import { cleanText } from "./options.ts";

const SAID =
  /^what (?:did|does|has|have|is|was) (?<who>.+?) (?:say|said|says|saying)(?: lately| recently)?(?: (?:about|on) (?<about>.+?))?$/iu;
const NEW = /^what(?:['’]s| is) (?:new|the latest)(?: (?:about|on|with) (?<about>.+?))?$/iu;

/** Reads the two questions that people put as they would to a colleague; null for all else. */
export function readQuestion(typed: string): CommandCall | null {
  const text = cleanText(typed).replace(/[\s?？!.]+$/u, "");
  const said = SAID.exec(text)?.groups;
  if (said?.who !== undefined) return toCall("quotes", { who: said.who, about: said.about });
  const news = NEW.exec(text);
  return news ? toCall("latest", { about: news.groups?.about }) : null;
}

function toCall(command: string, options: Readonly<Record<string, string | undefined>>): CommandCall {
  const given = Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { command, options: Object.fromEntries(given) };
}
