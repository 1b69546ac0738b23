import { expect, it } from 'vitest';
import { parseInput } from '#server/dispatch/parse.ts';
import { contract } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';

function refusalOf(input: unknown): AppError {
  try {
    parseInput(contract['chat.send'].input, input);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was not refused');
}

it('names each field that is wrong', () => {
  const { code, message, details } = refusalOf({ id: 7, conversationId: 'x', body: '' });
  expect(code).toBe('INVALID_INPUT');
  expect(details?.issues?.map(({ path }) => path)).toEqual(['id', 'conversationId', 'body']);
  expect(message).toMatch(/^“id” is not right: /);
});

it('speaks of the input itself when that is no object, and of at most ten faults', () => {
  expect(refusalOf(null).message).toMatch(/^The input is not right: /);
  const { details } = refusalOf(null);
  expect(details?.issues).toHaveLength(1);
});

it('takes nothing that the contract does not name, not even by inheritance', () => {
  const input = Object.create({ id: 'inherited' }) as Record<string, unknown>;
  expect(refusalOf(input).details?.issues?.map(({ path }) => path)).toEqual(['id', 'conversationId', 'body']);
  expect(refusalOf({ id: 1, conversationId: 1, body: 1, extra: 1 }).details?.issues?.at(-1)?.message).toContain(
    'extra',
  );
});
