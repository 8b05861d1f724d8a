/** A small generator of numbers that look random and are the same for one seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  "<",
  ">",
  "&",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "<!DOCTYPE x [",
  "<item>",
  "</item>",
  "<entry>",
  "</channel>",
  "<title>",
  "<link href='",
  'xmlns:a="http://www.w3.org/2005/Atom"',
  'xml:base="//',
  "&#x110000;",
  "&#xD800;",
  "&bogus;",
  "<script>",
  "</p>",
  "<table><td>",
  "\0",
  "\uFEFF",
  "\u202E",
  "<__proto__>",
  "<constructor>",
  "<toString xmlns='constructor'>",
  '{"items":[',
  "2023-99-99T99:99:99Z",
  "javascript:",
  "http://[",
];

/** The bytes with a few things wrong: cut, doubled, moved, replaced or with markup put in. */
export function mutate(bytes: Uint8Array, random: () => number): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  const times = 1 + Math.floor(random() * 8);
  for (let time = 0; time < times; time += 1) changed = mutateOnce(changed, random);
  return changed;
}

function mutateOnce(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * (bytes.length + 1));
  const to = Math.min(bytes.length, at + Math.floor(random() ** 3 * 400));
  const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const piece = Buffer.from(PIECES[Math.floor(random() * PIECES.length)] ?? "");
  switch (Math.floor(random() * 7)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, middle, middle, after]);
    case 2:
      return Buffer.concat([
        before,
        Buffer.from(middle.map((byte) => byte ^ (1 << Math.floor(random() * 8)))),
        after,
      ]);
    case 3:
      return Buffer.from(before);
    case 4:
      return Buffer.concat([after, middle, before]);
    case 5:
      return Buffer.concat([
        before,
        Buffer.concat(Array.from({ length: 1 + Math.floor(random() * 60) }, () => piece)),
        after,
      ]);
    default:
      return Buffer.concat([before, piece, middle, after]);
  }
}
