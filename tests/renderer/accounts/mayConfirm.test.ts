import { expect, it } from 'vitest';
import { mayConfirm } from '#renderer/accounts/settings/useSessions.ts';
import { idOf } from '#tests/renderer/widget/given.ts';

const session = (id: number, current: boolean, isNews: boolean) => ({
  id: idOf(id),
  client: 'Chrome',
  address: null,
  createdAt: 1,
  lastUsedAt: 1,
  expiresAt: 2,
  current,
  isNews,
});

it('a session that is news itself leaves the say to an older one, as long as there is one', () => {
  expect(mayConfirm([session(1, true, false), session(2, false, true)])).toBe(true);
  expect(mayConfirm([session(1, false, false), session(2, true, true)])).toBe(false);
  expect(mayConfirm([session(1, false, true), session(2, true, true)])).toBe(true);
});
