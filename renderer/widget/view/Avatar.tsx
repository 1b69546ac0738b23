/** Tones there are in tokens.css. */
const TONES = 5;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return ends
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20))
    .join('')
    .toUpperCase();
}

/** A colleague's initials; the tone follows the name, so that it is always the same. */
export function Avatar({ name }: { readonly name: string }) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return (
    <span class={`avatar tone-${sum % TONES}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
