export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"']+/giu;
/** A sentence's own punctuation after an address is not part of it. */
const TRAILING = /[.,;:!?)\]}…]+$/u;

/** Splits a text at its web addresses. Everything stays text; only http and https become links. */
export function textParts(body: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of body.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    if (!URL.canParse(address)) continue;
    if (match.index > from) parts.push({ text: body.slice(from, match.index), href: null });
    parts.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < body.length) parts.push({ text: body.slice(from), href: null });
  return parts;
}
