import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ParsedFeed } from "./parsed.ts";

/** The hub that tells of changes to a feed, and by what name the hub knows the feed. */
export interface HubOffer {
  readonly hub: string;
  readonly topic: string;
}

/** More of a header says nothing about a hub. */
const MOST_LINK_LETTERS = 8_000;
const LONGEST_ADDRESS = 2_000;

/**
 * Finds the hub of a feed: in its Link headers first, else in the feed. A feed that names a hub and not itself is
 * taken to be known by the address it came from.
 *
 * @param headers of its answer, names in lower case
 * @see https://www.w3.org/TR/websub/#discovery
 */
export function findHub(
  headers: Readonly<Record<string, string>>,
  { hub, self }: Pick<ParsedFeed, "hub" | "self">,
  url: string,
): HubOffer | null {
  const links = readLinkHeader(headers.link ?? "");
  const hubs = links.filter(({ rels }) => rels.includes("hub")).map(({ href }) => href);
  const named = preferSafe(hubs) ?? hub;
  const topic = links.find(({ rels }) => rels.includes("self"))?.href ?? self ?? url;
  const hubAddress = webAddress(named, url);
  const topicAddress = webAddress(topic, url);
  return hubAddress && topicAddress ? { hub: hubAddress, topic: topicAddress } : null;
}

/** Of several hubs one that is asked over TLS: the secret travels with the question. */
export function preferSafe(hubs: readonly string[]): string | null {
  return hubs.find((hub) => /^https:/iu.test(hub)) ?? hubs[0] ?? null;
}

function webAddress(written: string | null, base: string): string | null {
  const address = written === null ? null : URL.parse(written.trim(), base);
  const isWeb = address !== null && /^https?:$/u.test(address.protocol);
  if (!isWeb || address.href.length > LONGEST_ADDRESS) return null;
  // A hub compares names letter by letter: an absolute one is given back as it was written.
  return URL.canParse(written?.trim() ?? "") ? (written?.trim() ?? null) : address.href;
}

interface LinkValue {
  readonly href: string;
  readonly rels: readonly string[];
}

/** @see RFC 8288, 3 */
function readLinkHeader(header: string): LinkValue[] {
  const values = header
    .slice(0, MOST_LINK_LETTERS)
    .matchAll(/<([^<>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]+))?)*)/gu);
  return [...values].map(([, href = "", parameters = ""]) => {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/iu.exec(parameters);
    return { href, rels: (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/u) };
  });
}

export interface HubQuestion extends HubOffer {
  readonly mode: "subscribe" | "unsubscribe";
  /** Where the hub is to reach us: known to it and us alone. */
  readonly callback: string;
  readonly secret: string;
}

/** Hubs give what they like; ten days keeps renewals rare and outlives a long weekend. */
const LEASE_SECONDS = 10 * 24 * 60 * 60;

/** @see https://www.w3.org/TR/websub/#subscriber-sends-subscription-request */
export function hubForm({ mode, topic, callback, secret }: HubQuestion): URLSearchParams {
  const form = new URLSearchParams({ "hub.mode": mode, "hub.topic": topic, "hub.callback": callback });
  if (mode === "unsubscribe") return form;
  form.set("hub.secret", secret);
  form.set("hub.lease_seconds", String(LEASE_SECONDS));
  return form;
}

/** A hub that names no end is asked again in a day; a lease of a year is kept for a month. */
const UNNAMED_LEASE_MS = 24 * 60 * 60_000;
const LONGEST_LEASE_MS = 30 * 24 * 60 * 60_000;

/** How long a hub says that it will push. */
export function readLeaseMs(seconds: string | null): number {
  const lease = seconds !== null && /^\d{1,10}$/u.test(seconds) ? Number(seconds) * 1000 : 0;
  return lease === 0 ? UNNAMED_LEASE_MS : Math.min(lease, LONGEST_LEASE_MS);
}

const METHODS = ["sha1", "sha256", "sha384", "sha512"] as const;

/**
 * Checks a push as its body comes in, so that nothing of it is kept.
 *
 * @param header `X-Hub-Signature`
 * @returns null for a header that signs nothing
 * @see https://www.w3.org/TR/websub/#authenticated-content-distribution
 */
export function createSignatureCheck(header: string | undefined, secret: string) {
  const [, name = "", hex = ""] = /^\s*([a-z\d]+)=([\da-f]{40,128})\s*$/iu.exec(header ?? "") ?? [];
  const method = METHODS.find((each) => each === name.toLowerCase());
  if (!method) return null;
  const hmac = createHmac(method, secret);
  return {
    update: (chunk: Buffer) => void hmac.update(chunk),
    isRight(): boolean {
      const own = hmac.digest();
      const given = Buffer.from(hex, "hex");
      return own.length === given.length && timingSafeEqual(own, given);
    },
  };
}

/** One id for what one hub is asked about one feed: asked for again, it is the same. */
export function hubId(feedId: string, { hub, topic }: HubOffer, publicUrl: string): string {
  const name = JSON.stringify([feedId, hub, topic, publicUrl]);
  return createHash("sha256").update(name).digest("base64url").slice(0, 24);
}
