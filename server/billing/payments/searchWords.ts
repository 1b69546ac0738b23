/** Typed words as a question to the full-text index: all must occur, each as the beginning of a word. Null when nothing in it can be searched for. */
export function searchQuery(text: string): string | null {
  const words = text
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  // In quotes nothing is an operator; within them, quotes are doubled.
  return words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
}
