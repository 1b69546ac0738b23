export const DEFAULT_ACCENT = '#4a3fd6';

/** A colour as the browser reads it, red, green and blue from 0 to 255; null for what is no colour. */
function channels(color: string): readonly [number, number, number] | null {
  if (!CSS.supports('color', color)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(color: readonly [number, number, number]): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export interface AccentPair {
  readonly accent: string;
  readonly onAccent: string;
  /** What the accent may be shaded towards without costing contrast. */
  readonly away: string;
}

const WHITE_TEXT = { onAccent: '#fff', away: '#000' };
// Black and no softer: of a mid grey, neither white nor anything lighter than black reaches 4.5:1.
const DARK_TEXT = { onAccent: '#000', away: '#fff' };

/** A site's accent and the text colour that can be read on it (at least 4.5:1: one of the two always is). */
export function accentPair(wanted: string | null | undefined): AccentPair {
  const accent = wanted ?? DEFAULT_ACCENT;
  const read = channels(accent);
  if (read === null) return accent === DEFAULT_ACCENT ? { accent, ...WHITE_TEXT } : accentPair(null);
  return { accent, ...(1.05 / (luminance(read) + 0.05) >= 4.5 ? WHITE_TEXT : DARK_TEXT) };
}
