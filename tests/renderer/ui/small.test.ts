import { expect, test } from 'vitest';
import { AVATAR_HUES, avatarHue, initialsOf } from '#renderer/ui/initials.ts';
import { isStroke, keyCaps, parseKeys } from '#renderer/ui/keys.ts';
import { listStep } from '#renderer/ui/listStep.ts';

test('initials are those of the first and the last word', () => {
  expect(initialsOf('Ada Park')).toBe('AP');
  expect(initialsOf('  maria del carmen ruiz ')).toBe('MR');
  expect(initialsOf('Tom')).toBe('T');
  expect(initialsOf('Óscar 😀')).toBe('Ó😀');
  expect(initialsOf('')).toBe('');
});

test('the same seed always gets the same colour, and all colours are used', () => {
  const hues = Array.from({ length: 400 }, (_, index) => avatarHue(`person ${index}`));
  expect(hues).toEqual(Array.from({ length: 400 }, (_, index) => avatarHue(`person ${index}`)));
  expect(new Set(hues).size).toBe(AVATAR_HUES);
  expect(Math.min(...hues)).toBe(1);
});

test('keys of a list move within it and stop at its ends', () => {
  expect(listStep('ArrowDown', 0, 3, 10)).toBe(1);
  expect(listStep('ArrowDown', 2, 3, 10)).toBe(2);
  expect(listStep('ArrowUp', 0, 3, 10)).toBe(0);
  expect(listStep('PageDown', 0, 30, 10)).toBe(10);
  expect(listStep('PageUp', 4, 30, 10)).toBe(0);
  expect(listStep('End', 0, 30, 10)).toBe(29);
  expect(listStep('Home', 9, 30, 10)).toBe(0);
  expect(listStep('a', 0, 30, 10)).toBeNull();
  expect(listStep('ArrowDown', 0, 0, 10)).toBeNull();
});

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const only = (keys: string) => parseKeys(keys)[0] ?? { key: '', mod: false, alt: false, shift: false };

test('mod is Ctrl, and Command on a Mac', () => {
  expect(isStroke(press('k', { ctrlKey: true }), only('mod+k'), false)).toBe(true);
  expect(isStroke(press('k', { metaKey: true }), only('mod+k'), true)).toBe(true);
  expect(isStroke(press('k', { metaKey: true }), only('mod+k'), false)).toBe(false);
  expect(isStroke(press('k'), only('mod+k'), false)).toBe(false);
});

test('a sign that needs Shift on some keyboards matches by the sign, a letter with Shift does not', () => {
  expect(isStroke(press('?', { shiftKey: true }), only('?'), false)).toBe(true);
  expect(isStroke(press('E', { shiftKey: true }), only('e'), false)).toBe(false);
  expect(isStroke(press('Enter', { shiftKey: true }), only('shift+enter'), false)).toBe(true);
  expect(isStroke(press('Enter'), only('shift+enter'), false)).toBe(false);
});

test('key caps carry the names of the keyboard', () => {
  const names = { mod: 'Strg', enter: 'Eingabe' };
  expect(keyCaps('mod+enter', names, false)).toEqual([['Strg', 'Eingabe']]);
  expect(keyCaps('mod+k', names, true)).toEqual([['⌘', 'K']]);
  expect(keyCaps('g i', names, false)).toEqual([['G'], ['I']]);
});
