/** The words of a list written for people to read; line breaks are spaces. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(list.match(/\S+/gu));
