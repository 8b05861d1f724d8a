/** What a wrong decoding looks like: replaced bytes, private characters and controls. */
const IMPOSSIBLE = /[\uFFFD\p{Co}[\p{Cc}--\s]]/gv;

/** Encodings told apart by their bytes alone, with the letters that make up most of a text written in each. */
const CANDIDATES: readonly (readonly [encoding: string, usual: RegExp])[] = [
  ["shift_jis", /[\u3040-\u30FF]/gu],
  ["euc-jp", /[\u3040-\u30FF]/gu],
  ["euc-kr", /[\uAC00-\uD7A3]/gu],
  ["gb18030", /[的一是了我不人在他有这中大国上来到时为们]/gu],
  ["big5", /[的一是了我不人在他有這中大國上來到時為們]/gu],
  ["koi8-r", /[а-яё]/gu],
  ["windows-1251", /[а-яё]/gu],
  ["windows-1255", /[א-ת]/gu],
  ["windows-1253", /[α-ωά-ώ]/gu],
  ["windows-874", /[ก-๙]/gu],
  ["windows-1256", /[ا-ي]/gu],
];

/** Enough to tell by, and quick on a large feed. */
const LOOKED_AT_BYTES = 64 * 1024;

/**
 * Guesses the encoding of bytes that nothing names and that are not UTF-8.
 *
 * @returns "windows-1252" unless another explains the bytes clearly better
 */
export function detectCharset(bytes: Uint8Array): string {
  const start = bytes.subarray(0, LOOKED_AT_BYTES);
  const high = start.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  if (high === 0) return "windows-1252";
  let best = { encoding: "windows-1252", score: scoreLatin(start, high) };
  for (const [encoding, usual] of CANDIDATES) {
    const score = scoreAs(encoding, usual, start, high);
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

/** Share of the bytes above ASCII that the encoding's usual letters explain, less what it cannot explain. */
function scoreAs(encoding: string, usual: RegExp, bytes: Uint8Array, high: number): number {
  const text = new TextDecoder(encoding).decode(bytes);
  const impossible = text.match(IMPOSSIBLE)?.length ?? 0;
  const found = text.match(usual)?.length ?? 0;
  const bytesEach = /^(?:shift|euc|gb|big5)/u.test(encoding) ? 2 : 1;
  // A handful of very common signs stands for the whole script in Chinese.
  const weight = encoding === "gb18030" || encoding === "big5" ? 6 : 1;
  return Math.min(1, (found * bytesEach * weight) / high) - (impossible * 4) / high;
}

/** Western text has single accented letters between plain ones; runs of them speak for another encoding. */
function scoreLatin(bytes: Uint8Array, high: number): number {
  let single = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const isHigh = (bytes[index] ?? 0) >= 0x80;
    if (isHigh && (bytes[index - 1] ?? 0) < 0x80 && (bytes[index + 1] ?? 0) < 0x80) single += 1;
  }
  return single / high;
}
