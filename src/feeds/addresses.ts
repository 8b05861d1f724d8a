import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { FinalError } from "../errors.ts";

/** Ranges that no feed of the public web lives in (IANA's special-purpose registries, RFC 6890 and its updates). */
const FORBIDDEN_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Answers as a cloud's metadata service though the address is public.
  "168.63.129.16/32",
];

/** Only 2000::/3 is public; inside it these are not, or carry a hidden IPv4 address (6to4, Teredo). */
const PUBLIC_V6 = "2000::/3";
const FORBIDDEN_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const forbiddenV4 = blockList(FORBIDDEN_V4, "ipv4");
const forbiddenV6 = blockList(FORBIDDEN_V6, "ipv6");
const publicV6 = blockList([PUBLIC_V6], "ipv6");
/** ::ffff:0:0/96, where the IPv4 rules hold. */
const mappedV6 = blockList(["::ffff:0:0/96"], "ipv6");

function blockList(ranges: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether an IP address is one of the public internet; anything that is not an IP address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !forbiddenV4.check(address, "ipv4");
  if (family !== 6) return false;
  const plain = address.replace(/%.*$/u, "");
  if (mappedV6.check(plain, "ipv6")) return !forbiddenV4.check(plain, "ipv6");
  return publicV6.check(plain, "ipv6") && !forbiddenV6.check(plain, "ipv6");
}

/** The error for an address we do not ask; `host` is what was asked for, never where it led. */
export function forbiddenAddress(host: string): FinalError {
  return new FinalError("address not public", { reason: "private-address", host });
}

/**
 * Resolves a host for the socket itself, and hands on public addresses only: what was checked is what is
 * connected to, so a name that changes its answer between check and use gains nothing.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const allowed = found.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) return callback(forbiddenAddress(hostname), []);
    if (options.all) return callback(null, allowed);
    callback(null, first.address, first.family);
  });
};
