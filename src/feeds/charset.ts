/** Two-byte encodings, with the letters that a text in them cannot do without and their least share of it. */
const DOUBLE: readonly (readonly [encoding: string, usual: RegExp, leastShare: number])[] = [
  ["shift_jis", /[\u3041-\u3093\u30A1-\u30F6]/gu, 0.25],
  ["euc-jp", /[\u3041-\u3093\u30A1-\u30F6]/gu, 0.25],
  ["euc-kr", /[\uAC00-\uD7A3]/gu, 0.7],
  ["gb18030", /[的一是了我不人在他有这中大国上来到时为们个用地年会作和业要方产工新于]/gu, 0.04],
  ["big5", /[的一是了我不人在他有這中大國上來到時為們個用地年會作和業要方產工新於]/gu, 0.04],
];

/** One-byte alphabets, with letters that a text in each is full of, and the share of them in one. */
const SINGLE: readonly (readonly [encoding: string, usual: RegExp, usualShare: number])[] = [
  ["koi8-r", /[аеёиоуыэюя]/gu, 0.43],
  ["windows-1251", /[аеёиоуыэюя]/gu, 0.43],
  ["windows-1255", /[אהוילמרשת]/gu, 0.65],
  ["windows-1253", /[αεηιοουςάέήίόύ]/gu, 0.5],
  ["windows-874", /[านรอกเงมยลวดทสตัี่้]/gu, 0.7],
  ["windows-1256", /[اولنمريت]/gu, 0.6],
];

/** Two bytes in a row above ASCII, which Western text has seldom. */
const LEAST_RUNS = 0.5;
/** Of the usual share. */
const LEAST_USUAL = 0.6;
const LOOKED_AT_BYTES = 64 * 1024;

/** A feed that cuts its texts by bytes breaks a letter here and there; in any other encoding nearly all would be. */
const MOST_BROKEN = 0.25;

/**
 * Guesses the encoding of bytes that nothing names, or not rightly.
 *
 * @returns "windows-1252" unless another explains the bytes clearly better
 */
export function detectCharset(bytes: Uint8Array): string {
  const start = bytes.subarray(0, LOOKED_AT_BYTES);
  if (isMostlyUtf8(start)) return "utf-8";
  const runs = highRuns(start);
  const high = runs.reduce((sum, length) => sum + length, 0);
  const inRuns = runs.filter((length) => length > 1).reduce((sum, length) => sum + length, 0);
  if (high < 8 || inRuns / high < LEAST_RUNS) return "windows-1252";
  return detectDouble(start, runs) ?? detectSingle(start, high);
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  // As if more were to come: the last letter may have been cut by us.
  const text = new TextDecoder().decode(bytes, { stream: true });
  const broken = text.match(/\uFFFD/gu)?.length ?? 0;
  const whole = text.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0;
  return whole > 0 && broken <= whole * MOST_BROKEN;
}

function highRuns(bytes: Uint8Array): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) length += 1;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  return length > 0 ? [...runs, length] : runs;
}

function detectDouble(bytes: Uint8Array, runs: readonly number[]): string | null {
  // Where both bytes of a sign are above ASCII, runs are even; words of an alphabet are as often odd.
  const isEven = runs.filter((length) => length % 2 === 0).length >= runs.length * 0.9;
  const scores = DOUBLE.map(([encoding, usual, leastShare]) => {
    const text = new TextDecoder(encoding).decode(bytes);
    const signs = text.match(/[\u3041-\u30FF\u4E00-\u9FFF\uAC00-\uD7A3]/gu)?.length ?? 0;
    const broken = text.match(/[\uFFFD\p{Co}\uFF61-\uFF9F]/gu)?.length ?? 0;
    const share = (text.match(usual)?.length ?? 0) / Math.max(1, signs);
    const mayBe = signs > 3 && broken <= signs * 0.05 && (isEven || /jis|big5/u.test(encoding));
    return { encoding, score: mayBe && share >= leastShare ? share / leastShare : 0 };
  });
  const best = scores.sort((left, right) => right.score - left.score)[0];
  return best && best.score > 0 ? best.encoding : null;
}

function detectSingle(bytes: Uint8Array, high: number): string {
  const scores = SINGLE.map(([encoding, usual, usualShare]) => {
    const text = new TextDecoder(encoding).decode(bytes);
    const broken = text.match(/[\uFFFD\p{Co}]/gu)?.length ?? 0;
    return { encoding, score: ((text.match(usual)?.length ?? 0) - broken * 4) / (high * usualShare) };
  });
  const best = scores.sort((left, right) => right.score - left.score)[0];
  return best && best.score > LEAST_USUAL ? best.encoding : "windows-1252";
}
