import type { Knowledge } from "../knowledge/knowledge.ts";

interface Spoken {
  readonly speakerActor: string | null;
  readonly speakerRole: string | null;
  readonly publishedAt: Date;
}

/** A statement with its speaker's office on that day, where the article itself does not name one. */
export function withRole<Quote extends Spoken>(quote: Quote, knowledge: Knowledge): Quote {
  if (quote.speakerRole !== null || quote.speakerActor === null) return quote;
  return { ...quote, speakerRole: knowledge.roleAt(quote.speakerActor, quote.publishedAt) };
}
