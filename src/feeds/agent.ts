import { isIP, type Socket } from "node:net";
import { forbiddenAddress, isPublicAddress, lookupPublic } from "./addresses.ts";
import type { HttpLimits } from "./http.ts";
import { Agent, buildConnector } from "./undici.cjs";

type AgentLimits = Pick<HttpLimits, "connectMs" | "headerBytes" | "perHost">;

/** The connections of the client: each is checked to lead to the public internet, or to a host named as private. */
export function createAgent(privateHosts: readonly string[], limits: AgentLimits): Agent {
  const named = new Set(privateHosts.map((host) => host.toLowerCase()));
  const options = { timeout: limits.connectMs, allowH2: false };
  const connectAnywhere = buildConnector(options);
  const connectPublic = buildConnector({ ...options, lookup: lookupPublic });
  return new Agent({
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    connections: limits.perHost,
    keepAliveTimeout: 10_000,
    connect(target, callback) {
      if (named.has(target.hostname) || named.has(`${target.hostname}:${target.port}`)) {
        return connectAnywhere(target, callback);
      }
      // The lookup is not asked for a host that is an address already.
      if (isIP(target.hostname) !== 0 && !isPublicAddress(target.hostname)) {
        return callback(forbiddenAddress(target.hostname), null);
      }
      connectPublic(target, (...result) => {
        const [error, socket] = result;
        if (error || !socket || isPublicPeer(socket)) return callback(...result);
        socket.destroy();
        callback(forbiddenAddress(target.hostname), null);
      });
    },
  });
}

/** The last word, whatever the lookup said: who is at the other end. */
function isPublicPeer(socket: Socket): boolean {
  return socket.remoteAddress !== undefined && isPublicAddress(socket.remoteAddress);
}
