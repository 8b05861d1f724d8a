import { isSameRead, type ReadStatement, readStatement } from "../src/reading/quotes/statements.ts";
import type { LikeQuote } from "../src/store/quotes.ts";
import type { Store } from "../src/store/store.ts";

/** Outlets repeat a statement for some days; `isSameStatement` looks no further either. */
const AROUND_MS = 5 * 24 * 60 * 60 * 1000;

interface Candidate {
  readonly quote: LikeQuote;
  readonly statement: ReadStatement;
}

/**
 * Finds which of some articles' statements other outlets carry too, and joins them: each is shown once.
 *
 * @param inOrder ids of the articles, the earliest first: its statement leads those of the later ones
 */
export async function joinStatements(inOrder: readonly string[], store: Store): Promise<void> {
  const candidates = (await store.quotes.likes(inOrder, AROUND_MS)).map(toCandidate);
  const bySpeaker = Map.groupBy(candidates, ({ quote }) => quote.speakerId);
  const byArticle = Map.groupBy(candidates, ({ quote }) => quote.articleId);
  const turns = new Map(inOrder.map((id, turn) => [id, turn]));
  const joined = new Map<string, string>();
  for (const id of inOrder) {
    // What the article's own statements follow is decided for all of them at once.
    const follows = (byArticle.get(id) ?? []).flatMap((own) => {
      const led = bySpeaker
        .get(own.quote.speakerId)
        ?.find((other) => mayLead(other, own) && isSame(other, own));
      return led ? [[own.quote.id, led.quote.statementId] as const] : [];
    });
    for (const [own, statementId] of follows) joined.set(own, statementId);
  }
  await store.quotes.join([...joined].map(([id, statementId]) => ({ id, statementId })));

  function mayLead({ quote: other }: Candidate, { quote: own }: Candidate): boolean {
    if (other.articleId === own.articleId || !other.isPublic || joined.has(other.id)) return false;
    // A later one that waits for its turn will find this one, so the earlier leads.
    const [otherTurn, ownTurn] = [turns.get(other.articleId), turns.get(own.articleId)];
    if (otherTurn !== undefined && ownTurn !== undefined && otherTurn < ownTurn) return true;
    return other.isPlaced || isEarlier(other, own);
  }
}

function toCandidate(quote: LikeQuote): Candidate {
  const { words, speakerId: speaker, publishedAt: date } = quote;
  return { quote, statement: readStatement({ words, speaker, date }) };
}

const isSame = (one: Candidate, other: Candidate) => isSameRead(one.statement, other.statement);

function isEarlier(one: LikeQuote, other: LikeQuote): boolean {
  const gapMs = one.publishedAt.getTime() - other.publishedAt.getTime();
  return gapMs < 0 || (gapMs === 0 && one.articleId < other.articleId);
}
