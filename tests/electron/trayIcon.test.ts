import { describe, expect, it } from 'vitest';
import { badgeText, drawTrayIcon } from '#electron/main/trayIcon.ts';

const SIZE = 22;

/** A point of the picture as red, green, blue (before alpha was multiplied in) and alpha, 0 to 255. */
function pointAt(count: number, isPanelDark: boolean, x: number, y: number, size = SIZE) {
  const { pixels } = drawTrayIcon(size, isPanelDark, count);
  const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray((y * size + x) * 4);
  const whole = (part: number): number => (alpha === 0 ? 0 : Math.round((part * 255) / alpha));
  return { red: whole(red), green: whole(green), blue: whole(blue), alpha };
}

/** Points of the badge's red, and of the white digit in it. */
function inkOf(count: number) {
  const { pixels, size } = drawTrayIcon(44, true, count);
  let red = 0;
  let digit = '';
  for (let y = 22; y < size; y += 1) {
    for (let x = 22; x < size; x += 1) {
      const [blue = 0, , redness = 0, alpha = 0] = pixels.subarray((y * size + x) * 4);
      if (alpha === 255 && redness > 150 && blue < 120) red += 1;
      digit += alpha === 255 && blue > 200 ? '#' : '.';
    }
  }
  return { red, digit };
}

describe('the tray icon', () => {
  it.each([
    [0, ''],
    [1, '1'],
    [9, '9'],
    [10, '9+'],
    [4_000, '9+'],
  ])('says of %i unread: "%s"', (count, text) => {
    expect(badgeText(count)).toBe(text);
  });

  it('is light on a dark panel and dark on a light one, and clear around the mark', () => {
    // On the ring of the bubble.
    expect(pointAt(0, true, 11, 2)).toMatchObject({ red: 255, green: 255, blue: 255, alpha: 255 });
    expect(pointAt(0, false, 11, 2)).toMatchObject({ red: 38, green: 42, blue: 50, alpha: 255 });
    expect(pointAt(0, true, 0, 0).alpha).toBe(0);
  });

  it('carries a red badge only when something waits', () => {
    expect(inkOf(0).red).toBe(0);
    expect(inkOf(3).red).toBeGreaterThan(100);
    // Clear between bubble and badge, so that they stay apart.
    expect(pointAt(3, true, 30, 15, 44).alpha).toBe(0);
  });

  it('shows a different figure for each count up to ten', () => {
    const figures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => inkOf(count).digit);
    expect(new Set(figures).size).toBe(10);
  });

  it('is four bytes a pixel with alpha multiplied in, at any size', () => {
    for (const size of [16, 22, 44]) {
      const { pixels } = drawTrayIcon(size, true, 5);
      expect(pixels).toHaveLength(size * size * 4);
      for (let at = 0; at < pixels.length; at += 4) {
        const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(at, at + 4);
        // Each is rounded by itself.
        expect(Math.max(blue, green, red)).toBeLessThanOrEqual(alpha + 1);
      }
    }
  });
});
