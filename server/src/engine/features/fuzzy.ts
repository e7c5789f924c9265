/**
 * How well a text fits what a person types, lower is better; undefined when it does not. Every word has to be in the
 * text with its letters in their order, others between them.
 */
export function fuzzyRank(words: readonly string[], text: string): number | undefined {
  let rank = 0;
  for (const word of words) {
    const cost = rankOf(word, text);
    if (cost === undefined) return undefined;
    rank += cost;
  }
  return rank + text.length / 1000;
}

/** The words of a query, as `fuzzyRank` wants them. Its text must be in lower case too. */
export function queryWords(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The last word, another one, the start of one, any part of the text, or letters here and there: how far apart. */
function rankOf(word: string, text: string): number | undefined {
  const at = text.lastIndexOf(word);
  if (at >= 0) {
    if (!isStart(text, at)) return 2;
    const end = at + word.length;
    return end === text.length ? 0 : isEnd(text, end) ? 0.5 : 1;
  }
  let position = -1;
  let first = -1;
  for (const letter of word) {
    position = text.indexOf(letter, position + 1);
    if (position < 0) return undefined;
    if (first < 0) first = position;
  }
  return 3 + (position - first - word.length);
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? "");
}

function isEnd(text: string, at: number): boolean {
  return !/[a-z0-9]/.test(text[at] ?? "");
}
