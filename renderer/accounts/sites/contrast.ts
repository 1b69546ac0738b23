/** The surfaces a shop's page has at its two extremes; the widget's own are between them. */
const LIGHT_PAGE = 1;
const DARK_PAGE = 0.0137;
/** The widget's dark text is black (renderer/widget/color.ts). */
const DARK_TEXT = 0;

/** Contrast that WCAG 2.1 asks of controls (1.4.11). */
export const CONTROL_CONTRAST = 3;

/** Relative luminance of `#rrggbb` (WCAG 2.1), 0 to 1. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

export interface AccentContrast {
  /** The text that the widget puts on it, and its contrast. */
  readonly text: { readonly color: 'white' | 'dark'; readonly ratio: number };
  readonly onLightPage: number;
  readonly onDarkPage: number;
}

/** What a colour `#rrggbb` does for readers; ratios from 1 to 21. */
export function accentContrast(accent: string): AccentContrast {
  const own = luminance(accent);
  const white = ratio(own, 1);
  return {
    text: white >= 4.5 ? { color: 'white', ratio: white } : { color: 'dark', ratio: ratio(own, DARK_TEXT) },
    onLightPage: ratio(own, LIGHT_PAGE),
    onDarkPage: ratio(own, DARK_PAGE),
  };
}
