import { type Handler, Parser, type ParserOptions } from "htmlparser2";

/** The tokenizer's cost for one element grows with the depth it stands at; documents nest 100 deep at most. */
const MOST_DEPTH = 3000;

export type MarkupHandler = Partial<
  Pick<Handler, "onopentag" | "ontext" | "onclosetag" | "oncdatastart" | "oncdataend">
>;

/**
 * Reads HTML or XML from first letter to last, in whatever state it is; what follows a nesting that no document
 * needs is left out. Linear in the length of the text.
 */
export function readMarkup(text: string, handler: MarkupHandler, options: ParserOptions = {}): void {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentag(name, attributes, isImplied) {
        depth += 1;
        if (depth > MOST_DEPTH) parser.pause();
        handler.onopentag?.(name, attributes, isImplied);
      },
      onclosetag(name, isImplied) {
        depth -= 1;
        handler.onclosetag?.(name, isImplied);
      },
    },
    options,
  );
  parser.write(text);
  parser.end();
}
