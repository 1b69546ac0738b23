/** Typed words, each as a question to the full-text index: the beginning of a word. Empty when nothing in it can be searched for. */
export function searchWords(text: string): readonly string[] {
  return (
    text
      .replaceAll('\0', ' ')
      .split(/\s+/u)
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
      // In quotes nothing is an operator; within them, quotes are doubled.
      .map((word) => `"${word.replaceAll('"', '""')}"*`)
  );
}

/** Typed words as one question to the full-text index: all must occur. Null when nothing in it can be searched for. */
export function searchQuery(text: string): string | null {
  const words = searchWords(text);
  return words.length === 0 ? null : words.join(' ');
}
