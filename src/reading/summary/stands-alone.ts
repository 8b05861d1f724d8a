/** What keeps a sentence from standing alone; null when nothing does. */
export type Dependence =
  | "pronoun"
  | "connective"
  | "cut"
  | "caption"
  | "boilerplate"
  | "dateline"
  | "unbalanced-quotes"
  | "no-speaker"
  | "too-short";

/** A pronoun, or a noun phrase that points back, with which nothing can begin that stands alone. */
const PRONOUN =
  /^["“‘']?(?:he|she|it|they|him|her|his|hers|its|their|theirs|them|himself|herself|themselves|this|that|these|those|such|both|neither|one|others|another|some|many|most|few|all|each|the (?:former|latter|pair|duo|two|three|four|move|latest|other|others|same|decision|announcement|incident|report|comments?|remarks|statement|meeting|man|woman|couple|group|company|firm|agency|ministry|department|study|document|letter|news|official|officials|spokes\w+|president|senator|minister|secretary|governor|mayor|lawmaker|billionaire|teenager|suspect|victim|boy|girl|plan|deal|bill|law|ruling|order|video|footage|image|images|photo|photos|\d+[- ]year[- ]old))\b(?!['’]s not\b)/iu;

/** The writer, or someone whose words have lost their marks; inside marks the sentence says who it is. */
const FIRST_PERSON = /^(?:i|we|my|our)\b/iu;

const STANDING_IT =
  /^["“]?(?:it(?:['’]s| is| was| has been| will be| would be| took| takes) (?:[\p{L}\d,.-]+ ){0,4}(?:that|to|who|when|for|since|before|until)\b|(?:that|this|these|those|most|many|some|few|both|all|each|one|another|such) (?:of (?:the|all)|\p{Lu}|\p{L}+s\b (?:in|of|at|from|say|are|were|have|think|want))|(?:the )?(?:president|senator|minister|secretary|governor|mayor|officials?|ministry|department|agency|company|meeting|report|bill|law|group|plan|deal|decision|man|woman|study|order|company|video|news|statement) (?:of|for|in|from|at|who|that|which|between|to|behind|accused|charged|suspected) )/iu;

const CONNECTIVE =
  /^["“‘']?(?:and|but|or|nor|so|yet|then|also|too|thus|hence|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|instead|still|besides|otherwise|therefore|consequently|similarly|likewise|additionally|indeed|afterwards?|later|earlier|elsewhere|conversely|alternatively|accordingly|anyway|plus|even so|even then|in addition|in contrast|by contrast|in turn|in fact|in other words|in short|in response|in return|in the meantime|at the same time|at that time|at the time|on the other hand|on top of that|on the contrary|as a result|as such|as well|for example|for instance|for one|for his part|for her part|for its part|for their part|after that|after this|before that|because of (?:that|this)|despite (?:that|this|these|those)|that said|that is|that['’]s|what['’]s more|which|who|whose|whereas|while this|here['’]?s|there(?! (?:is|are|was|were|has|have|had|will|would|may|could)\b)|not only|not that|nor)\b/iu;

const CAPTION =
  /(?:^|\s)(?:file ?photo|file ?- |file –|pictured|\((?:pictured|left|right|l|r|above|below|centre|center)\)|scroll down|click (?:here|to)|getty images?|reuters\/|afp\/|ap photo|\(photo(?: by)?\b|photo(?:graph)?(?:s)? (?:by|:)|photo credit|image (?:credit|source|caption|via)|toggle caption|enlarge this image|courtesy of|via ap\)|via getty|\/(?:ap|afp|reuters|getty)\b|shutterstock|zuma press|abaca|bloomberg via)/iu;

const BOILERPLATE =
  /(?:sign up (?:for|to|here)|subscribe (?:to|now|for)|newsletter|follow us|follow (?:him|her|them|\w+ \w+) on twitter|all rights reserved|copyright|read (?:more|also|the full|full article)|share this article|listen to article|most read|related(?: articles?| stories)?:|advertisement|this (?:article|story|post) (?:was|is|has been|originally|first)|updated (?:at|on|\d)|last updated|contributed to this (?:report|story)|reporting by|editing by|additional reporting|not (?:be )?(?:re)?(?:published|broadcast|rewritten)|continue reading|watch (?:the )?(?:video|live)|play(?:ing)? video|cookies?\b|terms of (?:use|service)|all sharing options|sharing options for|close this|tweet post email|live updates:|get our (?:morning|free)|download (?:the|our) app|hide caption|story continues|supported browser|enable javascript|https?:\/\/|www\.|pic\.twitter|@\w+ on twitter|\bby \p{Lu}\p{L}+ \p{Lu}\p{L}+$)/iu;

/** "… speaks to reporters in Washington on July 25, 2022.": reports do not end on a full date, captions do. */
const DATED_END =
  /(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)\p{L}*\.? \d{1,2}, \d{4}\.?$/u;
/** "Donald D." and "| Photo by": where a page was cut up wrongly. */
const BROKEN = /(?:\b(?!U\.S\.|U\.N\.|U\.K\.|D\.C\.|a\.m\.|p\.m\.)\p{Lu}\.$)|^[|•*·>/\\-]/u;

const OPEN_END =
  /(?:\.\.\.|…|[,;:–—-]|\b(?:the|a|an|of|to|and|or|but|with|for|in|on|at|by|from|that|which|mr|mrs|ms|dr|sen|rep|gov|gen))\.?["”’']?$/iu;
const ENDS = /[.!?。！？]["”’'»」』)\]]*$/u;
/** Someone's words, and nothing to say whose. */
const WHOLLY_QUOTED = /^(?:"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」)$/u;
/** Five words at least. */
const LONG_ENOUGH = /^\S*(?:\s+\S+){3}\s/u;

/**
 * What keeps the sentence from being read without the text around it.
 *
 * @param dateline its length, when it is known already
 */
export function dependenceOf(
  sentence: string,
  dateline: number = datelineLength(sentence),
): Dependence | null {
  const han = /\p{Script=Han}/u.test(sentence);
  if (!han && !LONG_ENOUGH.test(sentence)) return "too-short";
  if (BOILERPLATE.test(sentence)) return "boilerplate";
  if (CAPTION.test(sentence) || DATED_END.test(sentence)) return "caption";
  if (!ENDS.test(sentence) || OPEN_END.test(sentence) || BROKEN.test(sentence)) return "cut";
  if (!han && /^["“‘']?\p{Ll}/u.test(sentence)) return "cut";
  if (dateline > 0) return "dateline";
  if (!balanced(sentence)) return "unbalanced-quotes";
  if (WHOLLY_QUOTED.test(sentence)) return "no-speaker";
  if (CONNECTIVE.test(sentence)) return "connective";
  if (FIRST_PERSON.test(sentence)) return "pronoun";
  return PRONOUN.test(sentence) && !STANDING_IT.test(sentence) ? "pronoun" : null;
}

const DATELINES = [
  /^(?:\p{Lu}[\p{L}.'’-]+ ){0,4}(?:Special for )?(?:Associated Press|USA TODAY|Reuters|Bloomberg News) (?:\p{Lu}{3,}[\p{Lu} ,]* [—–-]{1,2} )?(?=["“\p{Lu}])/u,
  /^[\p{Lu}][\p{Lu}.’' -]{2,}(?:, [\p{L}. ]{2,25}){0,2}(?:\/[\p{Lu} ]+){0,3},?\s*(?:\((?:\p{L}|[ .])+\))?\s*[—–-]{1,2}\s+/u,
  /^\p{Lu}[\p{L}. ]{2,25}(?:, [\p{L}. ]{2,25})?\s*\((?:AP|AFP|Reuters|CNN|UPI|IANS|Xinhua|TNS|Bloomberg|[\p{L} ]{2,20})\)\s*[—–:-]*\s*/u,
  /^\((?:AP|AFP|Reuters|CNN|UPI|CNN Business|[\p{Lu}]{2,6})\)\s*[—–:-]*\s*/u,
  /^\p{Lu}[\p{L} .]{2,25}, (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\p{L}*\.? \d{1,2} \((?:[\p{L} ]+)\)\s*[—–:-]*\s*/u,
  /^(?:\p{Lu}\p{L}+ ){1,3}\((?:Reuters|AP|AFP)\)\s*[—–:-]+\s*/u,
] as const;

/** How many letters of a sentence are its dateline, "WASHINGTON (Reuters) - "; 0 for none. */
export function datelineLength(sentence: string): number {
  for (const pattern of DATELINES) {
    const match = pattern.exec(sentence);
    if (match) return match[0].length;
  }
  return 0;
}

/** As many opening marks as closing ones, and an even number of straight ones. */
function balanced(sentence: string): boolean {
  const count = (mark: string) => sentence.split(mark).length - 1;
  return count("“") === count("”") && count('"') % 2 === 0 && count("(") === count(")");
}
