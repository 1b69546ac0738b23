import { describe, expect, it } from 'vitest';
import { openingState, parseWindowState } from '#electron/main/windowBounds.ts';

const laptop = { x: 0, y: 25, width: 1680, height: 1025 };
const monitor = { x: 1680, y: 0, width: 2560, height: 1440 };
const at = (x: number, y: number, width = 1200, height = 800) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('the window when it opens', () => {
  it('is centred on the primary display the first time', () => {
    expect(openingState(null, [laptop, monitor])).toEqual(at(120, 88, 1440, 900));
  });

  it('is no larger than a small display', () => {
    expect(openingState(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual(at(0, 0, 1024, 700));
  });

  it('is where it was', () => {
    expect(openingState(at(1800, 100), [laptop, monitor])).toEqual(at(1800, 100));
  });

  it('is maximised if it was, and keeps the bounds it returns to', () => {
    const saved = { ...at(60, 60), isMaximized: true };
    expect(openingState(saved, [laptop])).toEqual(saved);
  });

  it('comes back to the primary display when its monitor is gone', () => {
    expect(openingState(at(1800, 100), [laptop])).toEqual(at(120, 88, 1440, 900));
  });

  it('comes back when its title bar could not be reached', () => {
    expect(openingState(at(60, -200), [laptop])).toEqual(at(120, 88, 1440, 900));
    expect(openingState(at(1620, 60), [laptop])).toEqual(at(120, 88, 1440, 900));
    expect(openingState(at(60, 1040), [laptop])).toEqual(at(120, 88, 1440, 900));
  });

  it('may hang over an edge by most of its width', () => {
    expect(openingState(at(-1000, 60), [laptop])).toEqual(at(-1000, 60));
  });

  it('is never too small to use', () => {
    expect(openingState(at(60, 60, 10, 10), [laptop])).toEqual(at(60, 60, 720, 520));
  });
});

describe('a saved window state', () => {
  it('is read back', () => {
    const saved = { bounds: { x: -5, y: 7, width: 900, height: 600 }, isMaximized: true };
    expect(parseWindowState(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });

  it.each([
    null,
    'text',
    {},
    { bounds: {} },
    { bounds: { x: 0, y: 0, width: 1.5, height: 1 } },
    { bounds: { x: 'a' } },
  ])('is not made of %j', (value) => {
    expect(parseWindowState(value)).toBeNull();
  });
});
