import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";

const packet = z.looseObject({ op: z.number(), d: z.unknown() });
const identify = z.looseObject({
  token: z.string(),
  intents: z.number(),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const resume = z.looseObject({ token: z.string(), session_id: z.string(), seq: z.number() });

/** Intents that Discord gives only on request: presences, members and message contents. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

interface Session {
  readonly id: string;
  /** Which of how many connections it is. */
  readonly shard: readonly [index: number, count: number];
  /** Every event of the session, so that a resume can replay what was missed. */
  readonly events: { readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
}

/** The gateway's side of a double of Discord: hello, identify, heartbeats, resume. */
export function createGateway(
  server: Server,
  token: string,
  guildId: string,
  ready: (sessionId: string, hasGuild: boolean) => { t: string; d: unknown }[],
) {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  /** Discord gives each guild to one connection, by its id. */
  const hasGuild = ({ shard: [index, count] }: Session) =>
    (BigInt(guildId) >> 22n) % BigInt(count) === BigInt(index);
  const counts = { identified: 0, resumed: 0 };

  sockets.on("connection", (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on("message", (raw) => {
      const { op, d } = packet.parse(JSON.parse(String(raw)));
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2) begin(socket, identify.parse(d));
      if (op === 6) goOn(socket, resume.parse(d));
    });
  });

  function begin(socket: WebSocket, given: z.output<typeof identify>): void {
    const refusal = given.token !== token ? 4004 : (given.intents & PRIVILEGED) !== 0 ? 4014 : null;
    if (refusal !== null) {
      socket.close(refusal);
      return;
    }
    counts.identified += 1;
    const shard = given.shard ?? [0, 1];
    const session: Session = { id: `session-${counts.identified}`, shard, events: [], socket };
    sessions.set(session.id, session);
    for (const event of ready(session.id, hasGuild(session))) send(session, event);
  }

  function goOn(socket: WebSocket, given: z.output<typeof resume>): void {
    const session = sessions.get(given.session_id);
    if (!session) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    counts.resumed += 1;
    session.socket = socket;
    session.events.slice(given.seq).forEach(({ t, d }, index) => {
      socket.send(JSON.stringify({ op: 0, t, d, s: given.seq + index + 1 }));
    });
    send(session, { t: "RESUMED", d: {} });
  }

  function send(session: Session, event: { t: string; d: unknown }): void {
    session.events.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event, s: session.events.length }));
  }

  return {
    counts,
    /** An event for the bot; one that is away gets it when it resumes. */
    dispatch(t: string, d: unknown): void {
      for (const session of sessions.values()) if (hasGuild(session)) send(session, { t, d });
    },
    /** Cuts the connection as the network does. */
    drop(code = 4000): void {
      for (const session of sessions.values()) {
        session.socket?.close(code);
        session.socket = null;
      }
    },
    forget(): void {
      sessions.clear();
    },
    close(): void {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
