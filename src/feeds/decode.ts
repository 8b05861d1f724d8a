import iconv from "iconv-lite";
import { detectCharset } from "./charset.ts";

export interface DecodedText {
  readonly text: string;
  /** The character encoding used, by its usual name, such as "utf-8" or "gbk". */
  readonly encoding: string;
}

/** First bytes that settle the matter. Order counts: the mark of UTF-32LE begins like that of UTF-16LE. */
const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf-32be", [0x00, 0x00, 0xfe, 0xff]],
  ["utf-32le", [0xff, 0xfe, 0x00, 0x00]],
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/** How "<" or "<?" looks in encodings that do not extend ASCII. */
const BEGINNINGS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf-32be", [0x00, 0x00, 0x00, 0x3c]],
  ["utf-32le", [0x3c, 0x00, 0x00, 0x00]],
  ["utf-16be", [0x00, 0x3c]],
  ["utf-16le", [0x3c, 0x00]],
];

const WIDE = /^(?:(?:utf|ucs)-?(?:16|32|2|4)|iso-10646|csunicode|unicode)/u;
/** What iconv takes for encodings, and no document is written in. */
const NO_CHARSET = /^(?:base64|hex|binary|internal)$/u;

/** Long enough for a declaration after some blank lines. */
const DECLARATION_BYTES = 1024;

/**
 * Turns the bytes of a feed or page into text. Asked in turn: the byte order mark, the Content-Type header,
 * what the document declares, and last the bytes themselves; a name that is unknown or plainly wrong is passed over.
 *
 * @see RFC 7303, 3: the mark is more trusted than the header, the header than the declaration
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): DecodedText {
  const marked = MARKS.find(([, mark]) => startsWith(bytes, mark));
  if (marked) return decodeAs(marked[0], bytes.subarray(marked[1].length));

  const begun = BEGINNINGS.find(([, beginning]) => startsWith(bytes, beginning))?.[0];
  const declared = declaredEncoding(
    begun ? decodeAs(begun, bytes.subarray(0, DECLARATION_BYTES)).text : bytes,
  );
  // A declaration that was read as ASCII is not in UTF-16, whatever it says.
  const usable = begun ?? (declared && WIDE.test(declared) ? null : declared);
  for (const name of [headerEncoding(contentType), usable, "utf-8"]) {
    if (name && isKnown(name) && mayBe(name, bytes)) return decodeAs(name, bytes);
  }
  return decodeAs(detectCharset(bytes), bytes);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function headerEncoding(contentType: string | undefined): string | null {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(contentType ?? "")?.[1]?.toLowerCase() ?? null;
}

/** From `<?xml encoding="…"?>`, or a page's `<meta charset="…">`. */
function declaredEncoding(start: Uint8Array | string): string | null {
  const head = typeof start === "string" ? start : latin1(start.subarray(0, DECLARATION_BYTES));
  const found =
    /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)/iu.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(head)?.[1];
  return found?.toLowerCase() ?? null;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** iconv knows the code pages of DOS, the WHATWG's list such as "iso-2022-jp". */
function isKnown(name: string): boolean {
  if (NO_CHARSET.test(name)) return false;
  return iconv.encodingExists(name) || standardText(name, new Uint8Array()) !== null;
}

/**
 * Whether the bytes can be what the name says: UTF-8 and ASCII are strict enough to be told apart. Servers call
 * everything Latin-1 by default, and a Latin-1 text of more than ASCII is never UTF-8 by chance.
 */
function mayBe(name: string, bytes: Uint8Array): boolean {
  if (/^utf-?8$/u.test(name)) return isUtf8(bytes);
  if (/^(?:iso-?8859-?1|latin-?1|windows-1252)$/u.test(name)) return isAscii(bytes) || !isUtf8(bytes);
  if (/ascii$/u.test(name)) return isAscii(bytes);
  return true;
}

const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decodeAs(name: string, bytes: Uint8Array): DecodedText {
  return { text: standardText(name, bytes) ?? iconv.decode(Buffer.from(bytes), name), encoding: name };
}

/** By the WHATWG's tables, which know that "iso-8859-1" on the web is windows-1252 and "gb2312" is GBK. */
function standardText(name: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return null;
  }
}
