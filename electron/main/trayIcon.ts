/** A picture as Electron's `createFromBitmap` takes it: 4 bytes a pixel, blue first, alpha multiplied in. */
export interface Bitmap {
  readonly size: number;
  readonly pixels: Buffer;
}

type Color = readonly [red: number, green: number, blue: number];

const WHITE: Color = [255, 255, 255];
const INK: Color = [38, 42, 50];
const ALERT: Color = [214, 51, 72];
/** The digits 0-9 and a plus, 3 by 5 dots each, rows from the top, bits from the left. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 1, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};
/** Points per pixel and direction, for smooth edges. */
const SAMPLES = 4;

/** What stands in the mark's corner: nothing, 1 to 9, or `9+`. */
export function badgeText(count: number): string {
  return count === 0 ? '' : count > 9 ? '9+' : String(count);
}

/** The speech bubble of the brand, light for a dark panel and dark for a light one, with the unread count over it. `size` in pixels. */
export function drawTrayIcon(size: number, isPanelDark: boolean, count: number): Bitmap {
  const text = badgeText(count);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      paint(pixels, (y * size + x) * 4, colorsAt(x, y, size, isPanelDark ? WHITE : INK, text));
    }
  }
  return { size, pixels };
}

function colorsAt(x: number, y: number, size: number, ink: Color, text: string): (Color | null)[] {
  const colors: (Color | null)[] = [];
  for (let row = 0; row < SAMPLES; row += 1) {
    for (let column = 0; column < SAMPLES; column += 1) {
      const across = ((x + (column + 0.5) / SAMPLES) / size) * 32;
      const down = ((y + (row + 0.5) / SAMPLES) / size) * 32;
      colors.push(colorAt(across, down, ink, text));
    }
  }
  return colors;
}

/** The colour at a point of a square of 32 by 32; null where one sees through. */
function colorAt(x: number, y: number, ink: Color, text: string): Color | null {
  if (text !== '' && isInBadge(x, y, 9.5)) return isInText(x, y, text) ? WHITE : ALERT;
  // A gap around the badge keeps it apart from the bubble on any panel.
  if (text !== '' && isInBadge(x, y, 11)) return null;
  return isInBubble(x, y) ? ink : null;
}

const isInBadge = (x: number, y: number, radius: number): boolean => Math.hypot(x - 22, y - 22) <= radius;

function isInBubble(x: number, y: number): boolean {
  const distance = Math.hypot(x - 16, y - 15);
  const isTail = x >= 4 && y <= 29 && y >= 20 && x <= 14 && x - 4 >= (29 - y) * 0.35 && distance > 10;
  return (
    (distance <= 13 && distance >= 9.6) || isTail || (Math.abs(y - 15 + (x - 16) * 0.55) <= 1.5 && distance <= 6.5)
  );
}

function isInText(x: number, y: number, text: string): boolean {
  const dot = text.length === 1 ? 2.2 : 1.8;
  const width = (text.length * 4 - 1) * dot;
  const column = Math.floor((x - 22 + width / 2) / dot);
  const row = Math.floor((y - 22 + 2.5 * dot) / dot);
  if (column < 0 || row < 0 || column % 4 === 3) return false;
  const bits = GLYPHS[text[Math.floor(column / 4)] ?? '']?.[row] ?? 0;
  return (bits & (4 >> (column % 4))) !== 0;
}

function paint(pixels: Buffer, at: number, colors: readonly (Color | null)[]): void {
  let [red, green, blue, seen] = [0, 0, 0, 0];
  for (const color of colors) {
    if (color === null) continue;
    red += color[0];
    green += color[1];
    blue += color[2];
    seen += 1;
  }
  const all = colors.length;
  pixels.set([blue / all, green / all, red / all, (seen / all) * 255].map(Math.round), at);
}
