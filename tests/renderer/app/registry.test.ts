import { expect, test, vi } from 'vitest';
import { createRegistry, headingsInOrder } from '#renderer/app/registry.ts';

test('entries stay until they are taken away, and listeners hear of both', () => {
  const registry = createRegistry<string>();
  const heard = vi.fn();
  registry.subscribe(heard);
  const remove = registry.add(['a', 'b']);
  registry.add(['c']);
  expect(registry.list()).toEqual(['a', 'b', 'c']);
  remove();
  expect(registry.list()).toEqual(['c']);
  expect(heard).toHaveBeenCalledTimes(3);
});

test('the list is the same array until something changes', () => {
  const registry = createRegistry<string>();
  registry.add(['a']);
  expect(registry.list()).toBe(registry.list());
});

test('headings of the open screen stand before those of the app', () => {
  const entries = [{ group: 'Go to' }, { group: 'Conversation' }, { group: 'Help' }, { group: 'Go to' }];
  expect(headingsInOrder(entries, ['Go to', 'Appearance', 'Help'])).toEqual(['Conversation', 'Go to', 'Help']);
});
