/** Words of a statement that carry no meaning of their own. */
const EMPTY_WORDS = new Set(
  `a an the and or but nor so yet of in on at by for to from with as that this these those it its he she they we i you
  his her their our my your him them us me is are was were be been being am has have had do does did will would can
  could should may might must shall not no said says there here than then if when which who what also very just
  's 're 've 'll 'd s t`.split(/\s+/u),
);

/**
 * A line for words between which translators of one Chinese statement choose, and for the two spellings of English.
 * Only such as say the same of anybody: "firmly" and "resolutely", never "most" and "some".
 */
const CHOICES = `
urge call ask demand appeal
stress emphasise emphasize underline underscore highlight
oppose object opposition opposed
firm firmly resolute resolutely strong strongly staunchly categorically
interfere interference meddle meddling intervene intervention
internal domestic
affair matter
relation relationship tie
cooperation cooperate collaboration collaborate
dialogue dialog talk conversation
difference disagreement divergence
manage control handle
properly appropriately prudently
safeguard uphold maintain protect defend preserve
undermine damage harm hurt sabotage jeopardise jeopardize
wrong mistaken erroneous
perception understanding cognition
stop cease halt
immediately promptly
contain containment suppress suppression
promote advance push
stable stability stabilise stabilize steady stabilising stabilizing
sound healthy
right correct
track path course
effort endeavour endeavor
common joint shared
interest benefit
serious severe grave gross seriously severely gravely
violate violation breach contravene
condemn denounce
provoke provocation provocative
remark comment
ready willing prepared
country nation state
world global international
peace peaceful
confront confrontation
danger dangerous risk peril
commitment promise pledge
implement fulfil fulfill honour honor
cause reason
blame responsibility responsible
room space
side party
attempt try
opportunity chance
trade commerce
adhere stick persist insist
hegemony hegemonism hegemonic
unwarranted unreasonable unjustified groundless
defence defense
centre center
labour labor
programme program
`;

const commonest = (word: string): string => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, "") : word);

/** Each word of a line by the line's first. */
const CHOSEN = new Map(
  CHOICES.trim()
    .split("\n")
    .flatMap((line) => {
      const words = line.split(" ").map(commonest);
      return words.map((word): [string, string] => [word, words[0] ?? word]);
    }),
);

/** The words that carry meaning, without their commonest endings; words that translate one and the same are one. */
export function contentWords(words: readonly string[]): string[] {
  return words
    .filter((word) => !EMPTY_WORDS.has(word))
    .map((word) => {
      const stem = commonest(word);
      return CHOSEN.get(stem) ?? CHOSEN.get(`${stem}e`) ?? stem;
    });
}
