/** Scripts that settle a language by themselves; kana before Han, since Japanese uses both. */
const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["el", /\p{Script=Greek}/gu],
];

/** The commonest small words of each language that few of the others share. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: "the of and to in that is was for on with as by at from has his are have will be this said",
  de: "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch werden",
  fr: "le la les des et en du une est que pour dans qui sur au par plus avec ce il pas sont",
  es: "el la los las de que y en del se por con una para es su al lo como más pero sus",
  pt: "o os as de que e do da em um para com não uma no na por mais dos como foi ao das",
  it: "il di che la e del per un in non della sono è con si una dei le nel da al più alla",
  id: "yang dan di untuk dengan pada ini dari dalam tidak itu akan adalah juga oleh ke tersebut",
  vi: "và của là các có được cho trong không với những một người đã này khi về đến",
};

const LOOKED_AT = 1500;

const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, words] of Object.entries(SMALL_WORDS)) {
  for (const word of words.split(" ")) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}

const LONGEST_SMALL_WORD = Math.max(...[...LANGUAGES_OF.keys()].map((word) => word.length));

/**
 * The language that a title and a text are written in, by their script or their small words.
 *
 * @returns BCP 47, or null when the text is too short or mixed to tell
 */
export function detectLanguage(title: string, text = ""): string | null {
  // Cut before they are joined: V8 would copy the whole of both first.
  const start = `${title}\n${text.slice(0, LOOKED_AT)}`.slice(0, LOOKED_AT);
  const foreign = start.match(/[\u0370-\uFFFD]/gu)?.length ?? 0;
  const isForeign = foreign > start.length / 10;
  return (isForeign ? detectScript(start) : null) ?? detectLatin(start);
}

function detectScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 10) return null;
  for (const [language, pattern] of SCRIPTS) {
    const share = (text.match(pattern)?.length ?? 0) / letters;
    // Kana make up half of Japanese at most, and news of China quotes Chinese names.
    if (share > (language === "ja" ? 0.15 : 0.4)) return language;
  }
  return null;
}

function detectLatin(text: string): string | null {
  const counts = new Map<string, number>();
  const lower = text.toLowerCase();
  let words = 0;
  let start = -1;
  for (let at = 0; at <= lower.length; at += 1) {
    if (at < lower.length && isLetter(lower.charCodeAt(at))) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      words += 1;
      // Longer ones are counted, but not looked up.
      if (at - start <= LONGEST_SMALL_WORD) countWord(lower.slice(start, at), counts);
      start = -1;
    }
  }
  const [first, second] = [...counts].sort(([, left], [, right]) => right - left);
  if (!first || first[1] < 3 || first[1] < words * 0.1) return null;
  return second && second[1] > first[1] * 0.8 ? null : first[0];
}

function countWord(word: string, counts: Map<string, number>): void {
  const languages = LANGUAGES_OF.get(word);
  if (!languages) return;
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
}

/** Any half of a letter beyond the first 65,536 counts as one: none of the small words holds such. */
function isLetter(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122;
  return (code >= 0xd800 && code <= 0xdfff) || /\p{L}/u.test(String.fromCharCode(code));
}
