import { readFileSync } from 'node:fs';
import path from 'node:path';

const css = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8');

export type ThemeName = 'light' | 'dark';
interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
  readonly alpha: number;
}
type Rgb = readonly [number, number, number];

/** The colours of a theme as tokens.css declares them. */
export function tokensOf(theme: ThemeName): ReadonlyMap<string, Oklch> {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('\n}')[0] ?? '';
  const tokens = new Map<string, Oklch>();
  for (const [, name, l, c, h, alpha] of block.matchAll(
    /--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+)%)?\);/g,
  )) {
    tokens.set(name ?? '', {
      lightness: Number(l),
      chroma: Number(c),
      hue: Number(h),
      alpha: Number(alpha ?? 100) / 100,
    });
  }
  return tokens;
}

/** Linear sRGB, cut to its gamut (Ottosson, "A perceptual color space for image processing", 2020). */
function linearRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Browsers mix translucent colours in sRGB as it is encoded. */
function over(front: Oklch, back: Rgb): Rgb {
  const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const mixed = linearRgb(front).map((value, index) =>
    decode(encode(value) * front.alpha + encode(back[index] ?? 0) * (1 - front.alpha)),
  );
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.1 contrast of a token on a stack of grounds, the lowest first. */
export function contrastOf(tokens: ReadonlyMap<string, Oklch>, front: string, grounds: readonly string[]): number {
  const find = (name: string): Oklch => {
    const token = tokens.get(name);
    if (token === undefined) throw new Error(`There is no token ${name}.`);
    return token;
  };
  const ground = grounds.reduce<Rgb>((below, name) => over(find(name), below), [0, 0, 0]);
  const [lighter = 0, darker = 0] = [luminance(over(find(front), ground)), luminance(ground)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
