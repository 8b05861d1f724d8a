import type { Mention, Span } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import type { TextScene } from "./statements-in-text.ts";

/** How many sentences before and behind the content say what it is about. */
const SENTENCES_AROUND = 1;

/** The ids of everyone and everything named in a statement or in the sentences around it, the speaker left out. */
export function actorsAround(
  scene: TextScene,
  candidate: Candidate,
  mentions: readonly Mention[],
  speaker: string | null,
): string[] {
  const around = surroundings(scene, candidate);
  const actors = new Set<string>();
  for (let index = firstMentionFrom(mentions, around[0]); index < mentions.length; index += 1) {
    const mention = mentions[index];
    if (!mention || mention.start >= around[1]) break;
    if (mention.actor !== null && mention.actor !== speaker) actors.add(mention.actor);
  }
  return [...actors];
}

function surroundings({ sentences, sentenceAt, document }: TextScene, { spans, cue }: Candidate): Span {
  const first = sentenceAt[spans[0]?.first ?? cue?.first ?? 0] ?? 0;
  const last = sentenceAt[(spans.at(-1)?.end ?? 1) - 1] ?? first;
  const start = sentences[Math.max(0, first - SENTENCES_AROUND)]?.start ?? 0;
  const end = sentences[Math.min(sentences.length - 1, last + SENTENCES_AROUND)]?.end ?? document.text.length;
  return [start, end];
}

function firstMentionFrom(mentions: readonly Mention[], offset: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
