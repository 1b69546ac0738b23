/** A first check while somebody types; the server has the last word. */
export function looksLikeEmail(value: string): boolean {
  return /^[^\s@]+@([^\s@]+\.[^\s@]+|localhost)$/.test(value.trim());
}
