import { expect, test } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { asksAgain } from '#renderer/app/queryClient.ts';

const asked = (error: Error) => [0, 1, 2].filter((failures) => asksAgain(failures, error));

test('what a busy server did not answer in time is asked twice more; what a line that is down refuses is not', () => {
  expect(asked(new AppError('UNAVAILABLE', 'late', { reason: 'timeout' }))).toEqual([0, 1]);
  expect(asked(new AppError('UNAVAILABLE', 'down', { reason: 'lineDown' }))).toEqual([]);
});

test('everything else is asked once more', () => {
  expect(asked(new AppError('INTERNAL', 'broken'))).toEqual([0]);
  expect(asked(new TypeError('broken'))).toEqual([0]);
});
