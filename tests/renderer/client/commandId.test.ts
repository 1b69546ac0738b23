import { expect, it } from 'vitest';
import { createCommandId } from '#renderer/client/commandId.ts';

it('a command that is repeated unchanged keeps its id until it was answered', () => {
  const commandId = createCommandId();
  const first = commandId.of({ amount: 100 });
  expect(commandId.of({ amount: 100 })).toBe(first);
  const other = commandId.of({ amount: 101 });
  expect(other).not.toBe(first);
  commandId.answered();
  expect(commandId.of({ amount: 101 })).not.toBe(other);
});
