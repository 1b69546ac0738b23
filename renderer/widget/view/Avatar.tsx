/** Tones there are in tokens.css. */
const TONES = 5;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
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
