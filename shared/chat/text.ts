/**
 * Counts Unicode code points, so that an emoji is one character for every client, whatever its language.
 * A text of at most `enough` UTF-16 units is not walked: it cannot have more code points than units.
 */
export function countCharacters(value: string, enough = 0): number {
  if (value.length <= enough) return value.length;
  let count = 0;
  for (const character of value) count += character === '' ? 0 : 1;
  return count;
}
