import { subscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";

/**
 * Watches every socket that this process opens from now on.
 *
 * @param named `host:port` that may be connected to
 * @returns the peers of all other connections so far, also of those given up before a byte was sent
 */
export function diagnosticsFor(named: ReadonlySet<string>): () => readonly string[] {
  const strays: string[] = [];
  subscribe("net.client.socket", (message) => {
    const isSocket = typeof message === "object" && message !== null && "socket" in message;
    if (!isSocket || !(message.socket instanceof Socket)) return;
    const { socket } = message;
    socket.once("connect", () => {
      const peer = `${socket.remoteAddress}:${socket.remotePort}`;
      if (!named.has(peer)) strays.push(peer);
    });
  });
  return () => strays;
}
