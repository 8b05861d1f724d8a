import { Parser } from "htmlparser2";

/** `&amp;` `&#8217;` `&#x2019;`; HTML's names are longest with "CounterClockwiseContourIntegral". */
const REFERENCE = /&(?:#\d{1,8}|#x[\da-f]{1,7}|[a-z][\da-z]{1,31});/giu;

/** References seen so far; only those that HTML knows are kept, so it cannot grow beyond its 2,231 names. */
const known = new Map<string, string>();

/**
 * Undoes character references once, by HTML's rules: its names, and the numbers 128 to 159, which name the
 * characters of windows-1252 in every feed that uses them.
 */
export function decodeReferences(text: string, entities: ReadonlyMap<string, string> = new Map()): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (reference) => {
    const declared = entities.size > 0 ? entities.get(reference.slice(1, -1)) : undefined;
    return declared ?? known.get(reference) ?? decodeOne(reference);
  });
}

function decodeOne(reference: string): string {
  let decoded = "";
  const parser = new Parser({
    ontext(data) {
      decoded += data;
    },
  });
  parser.end(reference);
  if (decoded !== reference && /^&[a-z]/iu.test(reference)) known.set(reference, decoded);
  return decoded;
}
