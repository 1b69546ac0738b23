import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bringToFront } from '#electron/main/bringToFront.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window that takes the focus only when it is asked for the `takes`th time. */
function givenWindow(takes: number) {
  let asked = 0;
  let isVisible = false;
  return {
    asked: () => asked,
    hide: () => void (isVisible = false),
    isMinimized: () => false,
    restore: () => undefined,
    show: () => void (isVisible = true),
    focus: () => void (asked += 1),
    isDestroyed: () => false,
    isVisible: () => isVisible,
    isFocused: () => asked >= takes,
  };
}

it('a window that has the focus at once is asked once', () => {
  const window = givenWindow(1);
  bringToFront(window);
  vi.runAllTimers();
  expect(window.asked()).toBe(1);
  expect(window.isVisible()).toBe(true);
});

it('one that was hidden asks again until it has it, and not for ever', () => {
  const soon = givenWindow(3);
  bringToFront(soon);
  vi.runAllTimers();
  expect(soon.asked()).toBe(3);
  const never = givenWindow(Infinity);
  bringToFront(never);
  vi.runAllTimers();
  expect(never.asked()).toBe(6);
});

it('one that is hidden again meanwhile does not come back', () => {
  const window = givenWindow(Infinity);
  bringToFront(window);
  window.hide();
  vi.runAllTimers();
  expect(window.asked()).toBe(1);
});
