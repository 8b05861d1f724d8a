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
const SMALL_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words("the of and to in that is was for on with as by at from has his are have will be this said"),
  de: words("der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch werden"),
  fr: words("le la les des et en du une est que pour dans qui sur au par plus avec ce il pas sont"),
  es: words("el la los las de que y en del se por con una para es su al lo como más pero sus"),
  pt: words("o os as de que e do da em um para com não uma no na por mais dos como foi ao das"),
  it: words("il di che la e del per un in non della sono è con si una dei le nel da al più alla"),
  id: words("yang dan di untuk dengan pada ini dari dalam tidak itu akan adalah juga oleh ke tersebut"),
  vi: words("và của là các có được cho trong không với những một người đã này khi về đến"),
};

const LOOKED_AT = 4000;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/**
 * The language a text is written in, by its script or its small words.
 *
 * @returns BCP 47, or null when the text is too short or mixed to tell
 */
export function detectLanguage(text: string): string | null {
  const start = text.slice(0, LOOKED_AT);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 20) return null;
  for (const [language, pattern] of SCRIPTS) {
    const share = (start.match(pattern)?.length ?? 0) / letters;
    // Kana make up half of Japanese at most, and news of China quotes Chinese names.
    if (share > (language === "ja" ? 0.15 : 0.4)) return language;
  }
  return detectLatin(start);
}

function detectLatin(text: string): string | null {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const shares = Object.entries(SMALL_WORDS)
    .map(([language, small]) => ({ language, count: found.filter((word) => small.has(word)).length }))
    .sort((left, right) => right.count - left.count);
  const [first, second] = shares;
  if (!first || first.count < 3 || first.count < found.length * 0.1) return null;
  return second && second.count > first.count * 0.8 ? null : first.language;
}
