import { promisify } from "node:util";
import {
  brotliDecompress,
  brotliDecompressSync,
  constants,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
  zstdDecompress,
  zstdDecompressSync,
} from "node:zlib";
import { FinalError } from "../errors.ts";

/** A body encoded more often than this is an attack, not a feed. */
const MOST_ENCODINGS = 2;

/**
 * So little is unpacked at once in less time than it takes to hand it to another thread and back; a body that turns
 * out to be larger is unpacked there after all.
 */
const SMALL_PACKED_BYTES = 64 * 1024;
const SMALL_BYTES = 512 * 1024;

interface Decoder {
  readonly now: (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;
  readonly aside: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
}

// A body cut short still gives what came: feeds that end early are read as far as they go.
const zlibEnd = { finishFlush: constants.Z_SYNC_FLUSH };
const brotliEnd = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const zlibDecoder: Decoder = {
  now: (bytes, options) => inflateSync(bytes, { ...options, ...zlibEnd }),
  aside: (bytes, options) => promisify(inflate)(bytes, { ...options, ...zlibEnd }),
};
const bareDecoder: Decoder = {
  now: (bytes, options) => inflateRawSync(bytes, { ...options, ...zlibEnd }),
  aside: (bytes, options) => promisify(inflateRaw)(bytes, { ...options, ...zlibEnd }),
};
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: {
    now: (bytes, options) => gunzipSync(bytes, { ...options, ...zlibEnd }),
    aside: (bytes, options) => promisify(gunzip)(bytes, { ...options, ...zlibEnd }),
  },
  br: {
    now: (bytes, options) => brotliDecompressSync(bytes, { ...options, ...brotliEnd }),
    aside: (bytes, options) => promisify(brotliDecompress)(bytes, { ...options, ...brotliEnd }),
  },
  zstd: { now: zstdDecompressSync, aside: promisify(zstdDecompress) },
  deflate: zlibDecoder,
};

function decoderOf(name: string, bytes: Buffer): Decoder | null {
  // Some servers send the bare stream of RFC 1951; a zlib header begins with compression method 8.
  if (name === "deflate" && ((bytes[0] ?? 0) & 0x0f) !== 8) return bareDecoder;
  return (Object.hasOwn(DECODERS, name) && DECODERS[name]) || null;
}

/** The error for a body over its limit, on the wire or unpacked. */
export function bodyTooLarge(limitBytes: number): FinalError {
  return new FinalError("body too large", { reason: "too-large", limitBytes });
}

/**
 * Undoes Content-Encoding, off the event loop where it takes longer than a moment.
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
  const decoder = decoderOf(name, bytes);
  if (!decoder || bytes.length === 0) return bytes;
  // Servers that name gzip and send plain text are common; a gzip stream has its own first bytes.
  if (name === "gzip" && (bytes[0] !== 0x1f || bytes[1] !== 0x8b)) return bytes;
  try {
    return (
      decodeSmall(bytes, decoder, limitBytes) ?? (await decoder.aside(bytes, { maxOutputLength: limitBytes }))
    );
  } catch (cause) {
    if (cause instanceof RangeError) throw bodyTooLarge(limitBytes);
    throw new FinalError("body damaged", { reason: "bad-body", encoding: name }, cause);
  }
}

/** Null when the body is not small, packed or unpacked. */
function decodeSmall(bytes: Buffer, decoder: Decoder, limitBytes: number): Buffer | null {
  if (bytes.length > SMALL_PACKED_BYTES) return null;
  try {
    return decoder.now(bytes, { maxOutputLength: Math.min(SMALL_BYTES, limitBytes) });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
