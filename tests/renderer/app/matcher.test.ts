import { expect, test } from 'vitest';
import { createKeyMatcher } from '#renderer/app/shortcuts/matcher.ts';

interface Named {
  readonly id: string;
  readonly keys: string;
  readonly whileTyping?: boolean;
}

const SHORTCUTS: readonly Named[] = [
  { id: 'inbox', keys: 'g i' },
  { id: 'info', keys: 'i' },
  { id: 'palette', keys: 'mod+k' },
  { id: 'back', keys: 'escape', whileTyping: true },
];

function keyboard() {
  const matcher = createKeyMatcher(false);
  let at = 0;
  return (key: string, { typing = false, ctrl = false, after = 100, shortcuts = SHORTCUTS } = {}) => {
    at += after;
    const press = { key, ctrlKey: ctrl, metaKey: false, altKey: false, shiftKey: false, timeStamp: at };
    return matcher.press(press, shortcuts, typing)?.id ?? null;
  };
}

test('G then I is the sequence, I alone the single key', () => {
  const type = keyboard();
  expect(type('i')).toBe('info');
  expect(type('g')).toBeNull();
  expect(type('i')).toBe('inbox');
  expect(type('i')).toBe('info');
});

test('a sequence that was begun long ago is forgotten', () => {
  const type = keyboard();
  type('g');
  expect(type('i', { after: 5_000 })).toBe('info');
});

test('in a text field only what says so counts, and strokes with Ctrl', () => {
  const type = keyboard();
  expect(type('i', { typing: true })).toBeNull();
  expect(type('Escape', { typing: true })).toBe('back');
  expect(type('k', { typing: true, ctrl: true })).toBe('palette');
});

test('letters typed into a field do not begin a sequence', () => {
  const type = keyboard();
  type('g', { typing: true });
  expect(type('i')).toBe('info');
});

test('pressing Shift or Ctrl on the way breaks no sequence', () => {
  const type = keyboard();
  type('g');
  expect(type('Shift')).toBeNull();
  expect(type('i')).toBe('inbox');
});

test('of two with the same keys the latest wins', () => {
  const type = keyboard();
  expect(
    type('e', {
      shortcuts: [
        { id: 'older', keys: 'e' },
        { id: 'newer', keys: 'e' },
      ],
    }),
  ).toBe('newer');
});
