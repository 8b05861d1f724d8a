import { readFileSync } from "node:fs";
import { z } from "zod";
import { FinalError } from "../errors.ts";
import {
  officeSchema,
  organisationSchema,
  personSchema,
  placeSchema,
  type Records,
  tenureSchema,
} from "./records.ts";

/**
 * Reads and checks the data files.
 *
 * @throws FinalError naming file, line and fault of the first line that is not as its schema says.
 */
export function readRecords(folder: URL): Records {
  return {
    people: readLines(folder, "people", personSchema).map((one) => ({ ...one, kind: "person" })),
    organisations: readLines(folder, "organisations", organisationSchema).map((one) => ({
      ...one,
      kind: "organisation",
    })),
    places: readLines(folder, "places", placeSchema),
    offices: readLines(folder, "offices", officeSchema),
    tenures: readLines(folder, "tenures", tenureSchema),
  };
}

function readLines<T extends z.ZodType>(folder: URL, name: string, schema: T): z.output<T>[] {
  return parseLines(readFileSync(new URL(`${name}.jsonl`, folder), "utf8"), `${name}.jsonl`, schema);
}

/** Reads one record a line; blank lines are passed over. `file` is for the error's words. */
export function parseLines<T extends z.ZodType>(text: string, file: string, schema: T): z.output<T>[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const result = schema.safeParse(parseJson(line));
    if (result.success) return [result.data];
    const fault = z.prettifyError(result.error).replaceAll("\n", "; ");
    throw new FinalError(`${file}, line ${index + 1}: ${fault}`);
  });
}

/** undefined, which no schema accepts, when the line is not JSON. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
