/** Up to two letters that stand for a name: the first of its first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map((word) => (word === undefined ? '' : firstCharacter(word))).join('');
}

function firstCharacter(word: string): string {
  const [character = ''] = word;
  return character.toLocaleUpperCase();
}

export const AVATAR_HUES = 8;

/** Which of the avatar colours a seed gets, 1 to AVATAR_HUES; the same seed always the same. FNV-1a. */
export function avatarHue(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 8) % AVATAR_HUES) + 1;
}
