import { promisify } from "node:util";
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";
import { FinalError } from "../errors.ts";

/** A body encoded more often than this is an attack, not a feed. */
const MOST_ENCODINGS = 2;

type Decoder = (bytes: Buffer, maxOutputLength: number) => Promise<Buffer>;

// A body cut short still gives what came: feeds that end early are read as far as they go.
const zlibEnd = { finishFlush: constants.Z_SYNC_FLUSH };
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: (bytes, maxOutputLength) => promisify(gunzip)(bytes, { maxOutputLength, ...zlibEnd }),
  br: (bytes, maxOutputLength) =>
    promisify(brotliDecompress)(bytes, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: (bytes, maxOutputLength) => promisify(zstdDecompress)(bytes, { maxOutputLength }),
  deflate: (bytes, maxOutputLength) =>
    // Some servers send the bare stream of RFC 1951; a zlib header begins with compression method 8.
    ((bytes[0] ?? 0) & 0x0f) === 8
      ? promisify(inflate)(bytes, { maxOutputLength, ...zlibEnd })
      : promisify(inflateRaw)(bytes, { maxOutputLength, ...zlibEnd }),
};

/** The error for a body over its limit, on the wire or unpacked. */
export function bodyTooLarge(limitBytes: number): FinalError {
  return new FinalError("body too large", { reason: "too-large", limitBytes });
}

/**
 * Undoes Content-Encoding, off the event loop.
 *
 * @throws FinalError when the body is damaged, or grows beyond `limitBytes`
 */
export async function decompress(body: Buffer, contentEncoding: string, limitBytes: number): Promise<Buffer> {
  const names = contentEncoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim().replace(/^x-/u, ""))
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MOST_ENCODINGS) throw new FinalError("body encoded too often", { reason: "bad-body" });
  let bytes = body;
  for (const name of names.reverse()) bytes = await decodeOnce(bytes, name, limitBytes);
  return bytes;
}

async function decodeOnce(bytes: Buffer, name: string, limitBytes: number): Promise<Buffer> {
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (!decoder || bytes.length === 0) return bytes;
  // Servers that name gzip and send plain text are common; a gzip stream has its own first bytes.
  if (name === "gzip" && (bytes[0] !== 0x1f || bytes[1] !== 0x8b)) return bytes;
  try {
    return await decoder(bytes, limitBytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw bodyTooLarge(limitBytes);
    throw new FinalError("body damaged", { reason: "bad-body", encoding: name }, cause);
  }
}
