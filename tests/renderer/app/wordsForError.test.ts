import { expect, test } from 'vitest';
import { AppError, ERROR_CODES } from '#shared/wire/errors.ts';
import { en } from '#renderer/app/words/en.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';

const wordsOf = (error: unknown) => wordsForError(error, en);

test.each(ERROR_CODES)('%s has words of its own, never those of the log', (code) => {
  const { message } = wordsOf(new AppError(code, 'raw text for the log'));
  expect(message).toBe(en.errors.codes[code]);
});

test('the case says more than the code', () => {
  const error = new AppError('UNAUTHENTICATED', 'x', { reason: 'accounts.wrongPassword' });
  expect(wordsOf(error).message).toBe('The e-mail address and the password do not fit together.');
  expect(wordsOf(error).reason).toBe('accounts.wrongPassword');
});

test('a throttled caller is told how long', () => {
  const error = new AppError('RATE_LIMITED', 'x', { retryAfterMs: 41_200, reason: 'limit.signIn' });
  expect(wordsOf(error)).toMatchObject({ message: 'Too many tries. Try again in 42\u00a0s.', retryAfterMs: 41_200 });
});

test('each field gets its own sentence', () => {
  const issues = [{ path: 'email', message: 'must be an e-mail address' }];
  expect(wordsOf(new AppError('INVALID_INPUT', 'x', { issues })).fields).toEqual({
    email: 'This must be an e-mail address.',
  });
});

test('a reference is given for what somebody has to look up, and only then', () => {
  expect(wordsOf(new AppError('INTERNAL', 'x', {}, '4f2a')).reference).toBe('Reference 4f2a');
  expect(wordsOf(new AppError('RATE_LIMITED', 'x', {}, '4f2a')).reference).toBeNull();
  expect(wordsOf(new AppError('INTERNAL', 'x')).reference).toBeNull();
});

test('anything else that is thrown shows nothing of itself', () => {
  for (const thrown of [new Error('secret path /etc'), 'text', null, { code: 'INTERNAL' }]) {
    expect(wordsOf(thrown).message).toBe(en.errors.unknown);
  }
});
