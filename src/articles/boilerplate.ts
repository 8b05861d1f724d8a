import type { TextBlock } from "./blocks.ts";

/** Whole blocks that pages put between paragraphs: buttons and labels. */
const LABELS = anyOf([
  "close|print|save|share|tweet|email|copy link|link copied|log ?in|sign (?:in|up)|home|news|menu|search",
  "share (?:this|on \\w+)(?: (?:article|story|post|page))?",
  "e-?mail (?:this|the author).*",
  "advert(?:isement)?s?|sponsored(?: content)?|story continues below.*|continue reading(?: below)?",
  "skip (?:to|past|ad).*|scroll down.*|loading.*|view (?:author|all|more|gallery|comments).*",
  "(?:related|more|recommended|trending|popular|latest|top|must[ -]read)(?: (?:stories|story|articles?|news|topics|posts|videos?|content|reading|now|on this|from .{1,40}))?:?",
  "you (?:may|might) (?:also )?(?:like|be interested in).*|what to read next|read (?:more|next|also):?|see also:?|watch(?: (?:more|live|now))?:?",
  "highlights|key points|tags?:?|topics?:?|comments?|\\d+ comments?|post comment.*|leave a (?:comment|reply).*|subscribe(?: now)?",
  "photos?|images?|image \\d+ of.*|gallery|slideshow.*|video|caption|(?:hide|toggle) caption|enlarge this image",
  "live|breaking news|opinion|updated|published|by|and|about the author|\\d+ min(?:ute)?s? read|\\d+ shares?",
  "media playback is (?:un|not )supported.*|this slideshow requires.*|this (?:video|content) (?:can ?not|is not|has been|requires).*",
  "get the app|download the app.*|via .{1,30}|[-*#•·|–—.\\s]+",
]);

/** How a notice begins when nothing else of the article can. */
const NOTICES = new RegExp(
  `^(?:${[
    "(?:(?:to|please|get|now|want|don['’]t miss)\\b.{0,30} )?(?:sign up (?:for|to|here|now|today)|subscribe (?:to|now|here|for|today))",
    "follow (?:us|me|him|her|them|@|[\\w’' ]{2,40} on (?:twitter|facebook|instagram|x)\\b)",
    "join (?:our|the (?:conversation|discussion))|download (?:the|our) .{0,40}app|click here|tap here",
    "(?:read more|read next|read also|more on|more from|see also|also read|also see|also on|related|recommended|watch|listen|explore more|don['’]t miss|editor['’]s (?:pick|note)|photo|photos|picture|pictured|credit|source|tags|citation|caption|image)s?\\s*[:|]",
    "image (?:copyright|caption|source|credit)|media caption|file photo\\b|photo(?:graph)? by|getty images",
    "copyright|©|\\(c\\) \\d{4}|all rights reserved",
    "this (?:article|story|post|piece|report) (?:was (?:originally|first|written|produced|published|updated)|is part|has been|originally|first|may contain|appeared)",
    "this document is subject to|originally published|first published",
    "(?:published|updated|posted|last (?:updated|modified))(?::| (?:on )?(?:\\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    "(?:additional |writing )?reporting by|(?:writing|editing) by|with (?:additional )?(?:reporting|files) (?:by|from)",
    "have a (?:news )?tip|got a (?:tip|story)|contact (?:us|the author|the reporter|him at|her at)|email (?:us|him at|her at|the author|the reporter)",
    "for more (?:news|stories|information),? (?:on|from|visit|go|click|follow|sign)|get (?:the latest|our|breaking|unlimited)|want more|want to read",
    "our (?:newsletter|standards|journalism)|support our|we (?:use|value) .{0,20}(?:cookies|privacy)|by (?:clicking|signing up|subscribing)",
    "this website uses|your (?:email|privacy)|enter your email|thank you for (?:reading|subscribing)|terms (?:of|and)|privacy policy|send us|tell us what",
  ].join("|")})`,
  "iu",
);

/** A picture's legend ends with who took it. */
const CREDIT = new RegExp(
  `(?:${[
    "\\((?:ap|afp|reuters|epa|image|photo|picture|file|courtesy)\\b[^)]{0,80}\\)",
    "\\b(?:photo|image|picture|photograph|video|credit)(?: credit)?(?: by|:) ?[^.]{1,60}",
    "(?:via )?getty images|shutterstock|ap photo[^.]{0,40}|(?:reuters|afp|xinhua|epa)\\/[^.]{2,40}|[/|] ?(?:ap|afp|getty|reuters|epa)(?: file)?",
  ].join("|")})\\W*$`,
  "iu",
);

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DAY = `(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2} ${MONTH},? \\d{4}|\\d{4}-\\d{2}-\\d{2})`;
const DATE_LINE = new RegExp(
  `^(?:(?:published|updated|posted|created|by .{3,60})\\W*){0,3}(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:${DAY}|\\d+ (?:minutes?|hours?|days?) ago)[^a-z]{0,30}(?:[ap]\\.?m\\.?|[a-z]{2,4}\\b|[\\s:|.,;\\d-])*$`,
  "iu",
);

const LONGEST_LABEL = 120;
const LONGEST_NOTICE = 400;
const LONGEST_LINK = 200;
const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/u;

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join("|")})$`, "iu");
}

/** Drops what is on the page but not of the article, and what stands around its first and last paragraphs. */
export function dropBoilerplate(blocks: readonly TextBlock[]): TextBlock[] {
  const kept = blocks.filter((block) => !isBoilerplate(block));
  const first = kept.findIndex(isProse);
  const last = kept.findLastIndex(isProse);
  return kept.filter((block, index) => (index >= first || isLead(block)) && (index <= last || isTail(block)));
}

function isBoilerplate({ text, linked, isHeading, inQuote }: TextBlock): boolean {
  if (text.length <= LONGEST_LABEL && (LABELS.test(text) || DATE_LINE.test(text))) return true;
  // Somebody's words may begin like a notice ("Follow me", she said).
  const mayBeNotice = text.length <= LONGEST_NOTICE && !/^["'“‘]/u.test(text);
  if (mayBeNotice && (NOTICES.test(text) || CREDIT.test(text))) return true;
  // A line that is one link leads elsewhere; inside prose a link is a part of its line.
  if (linked > 0.9 && text.length < LONGEST_LINK && !isHeading && !inQuote) return true;
  return /^https?:\/\/\S+$/u.test(text);
}

const isProse = ({ text, linked, isHeading }: TextBlock) =>
  !isHeading && linked < 0.5 && text.length > 60 && SENTENCE_END.test(text);

/** Before the first paragraph stand kickers, authors and dates; a lead is a sentence. */
const isLead = ({ text, isHeading }: TextBlock) =>
  !isHeading && (text.length > 60 || (text.length > 30 && SENTENCE_END.test(text)));

/** After the last paragraph stand headings of other things. */
const isTail = ({ text, linked, isHeading, inList }: TextBlock) =>
  !isHeading && linked < 0.3 && (inList || text.length > 60 || SENTENCE_END.test(text));
