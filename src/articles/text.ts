import { readMarkup } from "./markup.ts";

/** Elements whose content is not for reading. */
export const SILENT_ELEMENTS: ReadonlySet<string> = new Set(
  "audio button canvas datalist frameset head iframe map math noscript option script select style svg template textarea title video".split(
    " ",
  ),
);

/** Elements that stand on lines of their own: a paragraph ends before and after each. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/**
 * HTML as plain text: paragraphs split by a blank line, a single line break only where the page has `<br>`
 * between lines of verse or an address. Never throws; linear in the length of the HTML.
 */
export function htmlToText(html: string): string {
  const writer = createTextWriter();
  let silence = 0;
  readMarkup(
    html,
    {
      onopentag(name) {
        if (SILENT_ELEMENTS.has(name)) silence += 1;
        else if (BLOCK_ELEMENTS.has(name)) writer.endParagraph();
        else if (name === "br") writer.endLine();
      },
      ontext(data) {
        if (silence === 0) writer.write(data);
      },
      onclosetag(name) {
        if (SILENT_ELEMENTS.has(name)) silence = Math.max(0, silence - 1);
        else if (BLOCK_ELEMENTS.has(name)) writer.endParagraph();
      },
    },
    { recognizeSelfClosing: true },
  );
  return writer.finish();
}

/** HTML as one line of plain text: titles and names. */
export function htmlToLine(html: string): string {
  return cleanLine(htmlToText(html));
}

/** White space as single spaces; invisible marks and controls gone. */
export function cleanLine(text: string): string {
  return (
    text
      .replace(/[[\p{Cc}--\s]\u00AD\u200B\u2060\uFEFF]/gv, "")
      // All but the single spaces, which are most of them and stay.
      .replace(/\s{2,}|[^\S ]/gu, " ")
      .trim()
  );
}

/** Plain text whose paragraphs are split by blank lines, or by single line breaks where it has no blank ones. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\n\s*\n/u)
    .map(cleanLine)
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

interface TextWriter {
  write(data: string): void;
  endLine(): void;
  endParagraph(): void;
  finish(): string;
}

/** Two line breaks in a row end a paragraph, as old pages write them. */
function createTextWriter(): TextWriter {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let line = "";

  function endLine(): void {
    const clean = cleanLine(line);
    line = "";
    if (clean !== "") lines.push(clean);
    else if (lines.length > 0) endParagraph();
  }

  function endParagraph(): void {
    const clean = cleanLine(line);
    line = "";
    if (clean !== "") lines.push(clean);
    if (lines.length > 0) paragraphs.push(lines.join("\n"));
    lines = [];
  }

  return {
    write(data) {
      line += data;
    },
    endLine,
    endParagraph,
    finish() {
      endParagraph();
      return paragraphs.join("\n\n");
    },
  };
}
