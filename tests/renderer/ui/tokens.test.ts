import { describe, expect, test } from 'vitest';
import { contrastOf, tokensOf, type ThemeName } from './contrast.ts';

const GROUNDS = ['canvas', 'surface', 'raised', 'sunken'];
const TONES = ['accent', 'success', 'warning', 'danger', 'info'];

describe.each<ThemeName>(['light', 'dark'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme);

  test.each(['ink', 'ink-muted', 'ink-faint'])('%s can be read on every ground, hovered and pressed too', (ink) => {
    for (const ground of GROUNDS) {
      expect(contrastOf(tokens, ink, [ground]), ground).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(tokens, ink, [ground, 'hover']), `${ground} hovered`).toBeGreaterThanOrEqual(4.5);
    }
    if (ink === 'ink-faint') return;
    for (const ground of GROUNDS)
      expect(contrastOf(tokens, ink, [ground, 'pressed']), ground).toBeGreaterThanOrEqual(4.5);
  });

  test.each(TONES)('%s: its words can be read on it, on its subtle ground and on the page', (tone) => {
    expect(contrastOf(tokens, `${tone}-ink`, [tone])).toBeGreaterThanOrEqual(4.5);
    for (const ground of [`${tone}-subtle`, 'canvas', 'surface', 'raised']) {
      expect(contrastOf(tokens, `${tone}-text`, [ground]), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(['accent', 'danger'])('the words of a %s button can be read while hovered', (tone) => {
    expect(contrastOf(tokens, `${tone}-ink`, [`${tone}-hover`])).toBeGreaterThanOrEqual(4.5);
  });

  test('the frames of controls and the focus ring stand out', () => {
    for (const ground of ['canvas', 'surface', 'raised']) {
      expect(contrastOf(tokens, 'line-control', [ground]), ground).toBeGreaterThanOrEqual(3);
      expect(contrastOf(tokens, 'focus', [ground]), ground).toBeGreaterThanOrEqual(3);
    }
  });

  test('secondary words can be read on a chosen row', () => {
    for (const ink of ['ink', 'ink-muted', 'ink-faint']) {
      expect(contrastOf(tokens, ink, ['accent-subtle']), ink).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('initials can be read on every avatar', () => {
    for (let hue = 1; hue <= 8; hue += 1) {
      expect(contrastOf(tokens, `avatar-${hue}-ink`, [`avatar-${hue}`]), String(hue)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('both themes declare the same tokens', () => {
  expect([...tokensOf('dark').keys()].sort()).toEqual([...tokensOf('light').keys()].sort());
});
