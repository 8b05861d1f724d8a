import { TemporaryError } from "../errors.ts";
import type { Http } from "./http.ts";

interface Rule {
  readonly allow: boolean;
  readonly pattern: RegExp;
  /** Length as written: the longest rule that fits decides. */
  readonly length: number;
}

/** What a site lets our bot read. */
export interface RobotsRules {
  allows(path: string): boolean;
}

const MOST_BYTES = 512 * 1024;
const MOST_RULES = 2000;
const MOST_STARS = 8;
const KEPT_MS = 24 * 60 * 60 * 1000;
/** After a failure the site is asked again sooner. */
const KEPT_AFTER_FAILURE_MS = 30 * 60 * 1000;
const MOST_SITES = 2000;

const EVERYTHING: RobotsRules = { allows: () => true };
const NOTHING: RobotsRules = { allows: () => false };

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
  return {
    allows(path) {
      const fitting = rules.filter(({ pattern }) => pattern.test(path));
      const longest = Math.max(...fitting.map(({ length }) => length), 0);
      // Of two rules of one length, the one that allows wins.
      return fitting.length === 0 || fitting.some(({ allow, length }) => length === longest && allow);
    },
  };
}

function readGroups(text: string) {
  const groups: { agents: string[]; rules: Rule[] }[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n?|\n/u)) {
    const [, name = "", rawValue = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/u.exec(line) ?? [];
    const value = rawValue.trim();
    if (/^user-agent$/iu.test(name)) {
      if (!isNaming) groups.push({ agents: [], rules: [] });
      isNaming = true;
      groups.at(-1)?.agents.push(value.toLowerCase().replace(/\/.*$/u, ""));
    } else if (/^(?:dis)?allow$/iu.test(name)) {
      isNaming = false;
      if (value !== "") groups.at(-1)?.rules.push(toRule(/^allow$/iu.test(name), value));
    }
  }
  return groups;
}

function toRule(allow: boolean, path: string): Rule {
  // Every star makes a match dearer; real files use two or three.
  const parts = path.split(/\*+/u, MOST_STARS);
  const source = parts
    .map((part) => part.replace(/\$$/u, "").replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"))
    .join(".*");
  return {
    allow,
    pattern: new RegExp(`^${source}${path.endsWith("$") ? "$" : ""}`, "u"),
    length: path.length,
  };
}

/** Asks each site once a day what we may read. */
export function createRobots(get: Http["get"], bot: string, now: () => number = Date.now) {
  const sites = new Map<string, { rules: Promise<RobotsRules>; until: number }>();

  async function load(origin: string): Promise<RobotsRules> {
    const limits = { wireBytes: MOST_BYTES, bodyBytes: MOST_BYTES, wholeMs: 15_000 };
    const answer = await get(`${origin}/robots.txt`, { limits });
    if (answer.status >= 500) return NOTHING;
    return answer.status === 200 ? parseRobots(answer.body.toString("utf8"), bot) : EVERYTHING;
  }

  function rulesOf(origin: string): Promise<RobotsRules> {
    const known = sites.get(origin);
    if (known && known.until > now()) return known.rules;
    const rules = load(origin).catch((error: unknown) => {
      sites.set(origin, { rules, until: now() + KEPT_AFTER_FAILURE_MS });
      // A site that is not reached now will not give its page either; one that serves nonsense forbids nothing.
      return error instanceof TemporaryError ? NOTHING : EVERYTHING;
    });
    if (sites.size >= MOST_SITES) sites.clear();
    sites.set(origin, { rules, until: now() + KEPT_MS });
    return rules;
  }

  return {
    /** Whether a page may be read by its site's robots.txt. */
    async mayRead(url: string): Promise<boolean> {
      const address = URL.parse(url);
      if (!address) return false;
      const rules = await rulesOf(address.origin);
      return rules.allows(`${address.pathname}${address.search}`);
    },
  };
}
