const ENDINGS = ["ings", "ing", "ied", "ies", "ed", "es", "s", "ly"] as const;
const SHORTEST = 3;

/** A word without its inflection, so that "talks", "talked" and "talking" are one; English only, others unchanged. */
export function stemOf(lower: string): string {
  for (const ending of ENDINGS) {
    if (!lower.endsWith(ending) || lower.length - ending.length < SHORTEST) continue;
    if (ending === "s" && (lower.endsWith("ss") || lower.endsWith("us") || lower.endsWith("is")))
      return lower;
    const stem = lower.slice(0, -ending.length);
    if (ending === "ied" || ending === "ies") return `${stem}y`;
    return ending === "s" || ending === "ly" ? withoutE(stem) : undouble(stem);
  }
  return withoutE(lower);
}

function undouble(stem: string): string {
  const last = stem.at(-1);
  if (last !== undefined && last === stem.at(-2) && !"lsz".includes(last)) return stem.slice(0, -1);
  return withoutE(stem);
}

function withoutE(stem: string): string {
  return stem.endsWith("e") && stem.length > 4 ? stem.slice(0, -1) : stem;
}
