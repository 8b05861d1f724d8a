import { TemporaryError } from "../errors.ts";
import type { Http } from "./http.ts";
import { isPaused } from "./pacing.ts";

interface Rule {
  readonly allow: boolean;
  fits(path: string): boolean;
  /** Length as written: the longest rule that fits decides. */
  readonly length: number;
}

/** What a site lets our bot read. */
export interface RobotsRules {
  allows(path: string): boolean;
  /** How far apart it wants its pages asked for; 0 when it does not say. */
  readonly crawlDelayMs: number;
}

const MOST_BYTES = 512 * 1024;
const MOST_RULES = 2000;
const KEPT_MS = 24 * 60 * 60 * 1000;
/** After a failure the site is asked again sooner. */
const KEPT_AFTER_FAILURE_MS = 30 * 60 * 1000;
const MOST_SITES = 2000;

/** Some sites ask for an hour between pages, meaning "do not": a page each half minute strains nobody. */
const MOST_CRAWL_DELAY_MS = 30_000;

const EVERYTHING: RobotsRules = { allows: () => true, crawlDelayMs: 0 };
const NOTHING: RobotsRules = { allows: () => false, crawlDelayMs: 0 };

/**
 * Reads a robots.txt for one bot.
 *
 * @param bot the product token, such as "backchannel"
 * @see RFC 9309
 */
export function parseRobots(text: string, bot: string): RobotsRules {
  const groups = readGroups(text);
  const mine = groups.filter(({ agents }) => agents.includes(bot.toLowerCase()));
  const chosen = mine.length > 0 ? mine : groups.filter(({ agents }) => agents.includes("*"));
  const rules = chosen.flatMap((group) => group.rules).slice(0, MOST_RULES);
  const delays = chosen.map(({ crawlDelayMs }) => crawlDelayMs);
  return {
    crawlDelayMs: Math.min(MOST_CRAWL_DELAY_MS, Math.max(0, ...delays)),
    allows(path) {
      const fitting = rules.filter((rule) => rule.fits(path));
      const longest = Math.max(...fitting.map(({ length }) => length), 0);
      // Of two rules of one length, the one that allows wins.
      return fitting.length === 0 || fitting.some(({ allow, length }) => length === longest && allow);
    },
  };
}

function readGroups(text: string) {
  const groups: { agents: string[]; rules: Rule[]; crawlDelayMs: number }[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n?|\n/u)) {
    const [, name = "", rawValue = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/u.exec(line) ?? [];
    const value = rawValue.trim();
    if (/^user-agent$/iu.test(name)) {
      if (!isNaming) groups.push({ agents: [], rules: [], crawlDelayMs: 0 });
      isNaming = true;
      groups.at(-1)?.agents.push(value.toLowerCase().replace(/\/.*$/u, ""));
    } else if (/^(?:dis)?allow$/iu.test(name)) {
      isNaming = false;
      if (value !== "") groups.at(-1)?.rules.push(toRule(/^allow$/iu.test(name), value));
    } else if (/^crawl-delay$/iu.test(name)) {
      isNaming = false;
      const group = groups.at(-1);
      if (group && /^\d+(?:\.\d+)?$/u.test(value)) group.crawlDelayMs = Number(value) * 1000;
    }
  }
  return groups;
}

function toRule(allow: boolean, path: string): Rule {
  const isWhole = path.endsWith("$");
  const parts = (isWhole ? path.slice(0, -1) : path).split("*");
  return { allow, length: path.length, fits: (asked) => fitsParts(asked, parts, isWhole) };
}

/** The parts between stars, each at its first place after the last: linear, unlike a pattern with as many stars. */
function fitsParts(path: string, parts: readonly string[], isWhole: boolean): boolean {
  const [first = "", ...rest] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? "";
  return (
    !isWhole ||
    at === path.length ||
    (rest.length > 0 && path.endsWith(last) && path.length - last.length >= at - last.length)
  );
}

/** Asks each site once a day what we may read. */
export function createRobots(get: Http["get"], bot: string, now: () => number = Date.now) {
  const sites = new Map<string, { rules: Promise<RobotsRules>; until: number }>();

  async function load(origin: string): Promise<RobotsRules> {
    const limits = { wireBytes: MOST_BYTES, bodyBytes: MOST_BYTES, wholeMs: 15_000 };
    const answer = await get(`${origin}/robots.txt`, { limits });
    if (answer.status >= 500) throw new TemporaryError("robots.txt not served", { status: answer.status });
    return answer.status === 200 ? parseRobots(answer.body.toString("utf8"), bot) : EVERYTHING;
  }

  function rulesOf(origin: string): Promise<RobotsRules> {
    const known = sites.get(origin);
    if (known && known.until > now()) return known.rules;
    const rules = load(origin).catch((error: unknown) => {
      // The site did not say: whoever asks again when it may be asked, asks for this first.
      if (isPaused(error)) {
        sites.delete(origin);
        throw error;
      }
      sites.set(origin, { rules, until: now() + KEPT_AFTER_FAILURE_MS });
      // A site that is not reached now will not give its page either; one that serves nonsense forbids nothing.
      return error instanceof TemporaryError ? NOTHING : EVERYTHING;
    });
    if (sites.size >= MOST_SITES) sites.clear();
    sites.set(origin, { rules, until: now() + KEPT_MS });
    return rules;
  }

  return {
    /** Whether a page may be read by its site's robots.txt, and how far apart from the site's other pages. */
    async ask(url: string): Promise<{ readonly allowed: boolean; readonly crawlDelayMs: number }> {
      const address = URL.parse(url);
      if (!address) return { allowed: false, crawlDelayMs: 0 };
      const rules = await rulesOf(address.origin);
      const allowed = rules.allows(`${address.pathname}${address.search}`);
      return { allowed, crawlDelayMs: rules.crawlDelayMs };
    },
  };
}
