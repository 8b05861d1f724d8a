import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { SLACK } from "./slack-names.ts";

/** How Slack and an app speak to each other: forms, signatures, JSON. */

export type Body = Readonly<Record<string, unknown>>;

/** The headers by which a request proves that it comes from Slack. */
export function signed(
  body: string,
  isJson: boolean,
  secret: string = SLACK.signingSecret,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
}

export async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** A form in which objects are JSON: Web API arguments, and what comes of a click. */
export function readForm(raw: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => [
      name,
      /^[[{]/u.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

export function writeForm(fields: Body): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined)
      form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form.toString();
}

export function reply(response: ServerResponse, status: number, body: Body): ServerResponse {
  return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
