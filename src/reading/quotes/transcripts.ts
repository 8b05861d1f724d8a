import { endOf, type Label, labelled, labelOf, paragraphTokens } from "./labels.ts";
import type { TextScene, Weighed } from "./statements-in-text.ts";

/**
 * What is said in a transcript, paragraph by paragraph: "MR MILLER: …", or "Mao Ning: …" when that name answers more
 * than once. A paragraph that closes with a question mark was asked, not stated.
 */
export function findTranscript(scene: TextScene): Weighed[] {
  const paragraphs = paragraphTokens(scene);
  const labels = paragraphs.map((span) => labelOf(scene, span));
  const times = new Map<string, number>();
  for (const label of labels) {
    if (label && !label.quoted) times.set(nameOf(scene, label), (times.get(nameOf(scene, label)) ?? 0) + 1);
  }
  const inCapitals = labels.filter((label) => label?.capitals).length > 1;
  const repeated = [...times.values()].some((count) => count > 1);
  const found: Weighed[] = [];
  for (const [index, span] of paragraphs.entries()) {
    const label = labels[index];
    if (!label || label.quoted || !(label.capitals ? inCapitals : repeated)) continue;
    const content = { first: label.colon + 1, end: endOf(scene, span) };
    if (content.end - content.first < 3 || scene.tokens[span.end - 1]?.lower === "?") continue;
    found.push(labelled(scene, content, label));
  }
  return found;
}

const nameOf = ({ tokens }: TextScene, { name: { first, end } }: Label): string =>
  tokens
    .slice(first, end)
    .map(({ lower }) => lower)
    .join(" ");
