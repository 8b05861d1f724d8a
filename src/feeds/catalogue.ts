import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../errors.ts";
import type { Feed } from "../model.ts";

/** A feed of the catalogue: what we poll, and what else is known of it. */
export interface CatalogueFeed extends Feed {
  /** What the outlet calls this feed, such as "world"; null for its only one. */
  readonly section: string | null;
  /** Further addresses of the same feed, in the order to try them. */
  readonly otherUrls: readonly string[];
  /** A news search: its items come from many outlets and each names its own. */
  readonly search: boolean;
  /** The feed carries whole articles, so their pages need not be read; null when not known. */
  readonly fullText: boolean | null;
  readonly paywalled: boolean;
}

const address = z.url({ protocol: /^https?$/u });

const feedSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  url: address,
  section: z.string().optional(),
  search: z.boolean().default(false),
  others: z.array(address).default([]),
  scope: z.enum(["us", "china", "us-china", "world", "foreign-policy", "military", "trade"]).optional(),
  fullText: z.boolean().nullable().default(null),
  /** The address was never seen to answer. */
  unsure: z.boolean().default(false),
});

const catalogueSchema = z.array(
  z.strictObject({
    outlet: z.string().min(1),
    publisher: z.string().min(1),
    country: z.string().regex(/^[A-Z]{2}$/u),
    class: z.enum([
      "government",
      "state-media",
      "wire",
      "newspaper",
      "broadcaster",
      "magazine",
      "think-tank",
      "specialist",
    ]),
    language: z.string().min(2),
    homepage: address.nullable().default(null),
    paywalled: z.boolean().default(false),
    feeds: z.array(feedSchema).min(1),
  }),
);

const BUILT_IN = new URL("./catalogue.yaml", import.meta.url);

/**
 * Reads a catalogue of feeds (YAML or JSON), or the one we ship with.
 *
 * @param path file to read in place of the built-in catalogue
 * @throws UserError naming the file and each bad entry
 */
export function readCatalogue(path: string | null = null): readonly CatalogueFeed[] {
  const name = path ?? "the built-in catalogue";
  const result = catalogueSchema.safeParse(readYaml(path ?? BUILT_IN, name));
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new UserError(`The feed catalogue ${name} has faults:\n${faults.join("\n")}`);
  }
  const feeds = result.data.flatMap(toFeeds);
  refuseDoubles(feeds, name);
  return feeds;
}

function readYaml(file: string | URL, name: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new UserError(`The feed catalogue ${name} cannot be read: ${String(cause)}`, {}, cause);
  }
}

function toFeeds({ feeds, ...outlet }: z.output<typeof catalogueSchema>[number]): CatalogueFeed[] {
  return feeds.map(({ id, url, section, search, others, fullText }) => ({
    ...outlet,
    id,
    url,
    section: section ?? null,
    otherUrls: others,
    search,
    fullText,
  }));
}

function refuseDoubles(feeds: readonly CatalogueFeed[], name: string): void {
  const doubles = feeds.filter((feed, index) => feeds.findIndex(({ id }) => id === feed.id) !== index);
  if (doubles.length === 0) return;
  throw new UserError(`The feed catalogue ${name} has ids twice: ${doubles.map(({ id }) => id).join(", ")}`);
}

/** The address to try when `url` has died: the next in the feed's list, the first again after the last. */
export function nextAddress(feed: Pick<CatalogueFeed, "url" | "otherUrls">, url: string): string {
  const addresses = [feed.url, ...feed.otherUrls];
  return addresses[(addresses.indexOf(url) + 1) % addresses.length] ?? feed.url;
}
