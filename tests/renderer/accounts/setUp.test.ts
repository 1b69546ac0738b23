import { expect, test } from 'vitest';
import { accountsContract } from '#shared/accounts/contract.ts';
import { MINIMUM_PASSWORD_CHARACTERS } from '#shared/accounts/limits.ts';
import { localeOptions, timeZoneOptions } from '#renderer/accounts/setUp/regions.ts';
import { errorsOf, type SetUpDraft } from '#renderer/accounts/setUp/setUpDraft.ts';
import { en } from '#renderer/app/words/en.ts';

const COMPLETE: SetUpDraft = {
  workspaceName: 'Linen & Co',
  name: 'Ada Park',
  email: 'ada@linen.test',
  password: 'three words here',
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  code: '',
};
const check = (draft: SetUpDraft, needsCode = false) =>
  errorsOf(draft, needsCode, MINIMUM_PASSWORD_CHARACTERS, en.accounts.setUp);

test('a complete form has no errors, and the server takes it', () => {
  expect(check(COMPLETE)).toEqual({});
  const { code: _code, ...input } = COMPLETE;
  const id = '01932c5e-7f0a-7c3e-9d5b-2f6a1c0e8b44';
  expect(accountsContract['accounts.setUp'].input.safeParse({ id, ...input }).success).toBe(true);
});

test('what is missing is said in the order of the form', () => {
  const empty = { ...COMPLETE, workspaceName: ' ', name: '', email: '', password: '', code: '' };
  expect(Object.keys(check(empty, true))).toEqual(['code', 'workspaceName', 'name', 'email', 'password']);
});

test('the password says how much is to go', () => {
  expect(check({ ...COMPLETE, password: 'ninechars' }).password).toBe('1 more character to go');
});

test('an address without a place is not one', () => {
  expect(check({ ...COMPLETE, email: 'ada' }).email).toBe(en.accounts.setUp.emailWrong);
  expect(check({ ...COMPLETE, email: ' ada@localhost ' })).toEqual({});
});

test('every offered language and zone is one the server takes, the own among them', () => {
  const { locale, timeZone } = accountsContract['accounts.setUp'].input.shape;
  const locales = localeOptions('gsw-CH');
  const zones = timeZoneOptions('Europe/Berlin', 0);
  expect(locales.filter((option) => !locale.safeParse(option.value).success)).toEqual([]);
  expect(zones.filter((option) => !timeZone.safeParse(option.value).success)).toEqual([]);
  expect(locales.some((option) => option.value === 'gsw-CH')).toBe(true);
  expect(zones.find((option) => option.value === 'Europe/Berlin')).toMatchObject({ note: 'UTC+01:00' });
});
