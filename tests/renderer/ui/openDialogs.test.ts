import { expect, it } from 'vitest';
import { createOpenDialogs } from '#renderer/ui/openDialogs.ts';

it('a dialog is open until each that was opened is closed, and whoever listens is told', () => {
  const dialogs = createOpenDialogs();
  const told: boolean[] = [];
  const leave = dialogs.subscribe(() => void told.push(dialogs.isAny()));
  const [closeOne, closeOther] = [dialogs.opened(), dialogs.opened()];
  closeOne();
  closeOne();
  expect(dialogs.isAny()).toBe(true);
  closeOther();
  expect(dialogs.isAny()).toBe(false);
  expect(told).toEqual([true, true, true, false]);
  leave();
  dialogs.opened();
  expect(told).toHaveLength(4);
});
