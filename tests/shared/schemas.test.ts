import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email } from '#shared/accounts/schemas.ts';
import { messageBody } from '#shared/chat/contract.ts';
import { countCharacters } from '#shared/chat/text.ts';
import { contract } from '#shared/contract.ts';
import { isThemeChoice, isWorkspaceChoice } from '#shared/native.ts';
import { parseFromServerProcess, parseToServerProcess } from '#shared/serverProcess.ts';
import { isGranted, PERMISSIONS, ROLES } from '#shared/wire/access.ts';
import { AppError, ERROR_CODES } from '#shared/wire/errors.ts';
import { id, line } from '#shared/wire/schemas.ts';

describe('characters', () => {
  it('are code points, counted only as far as needed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }), (text, enough) => {
        const points = Array.from(text).length;
        expect(countCharacters(text)).toBe(points);
        expect(countCharacters(text, enough) <= enough).toBe(points <= enough);
      }),
    );
  });

  it('may make up 10,000 of a message', () => {
    expect(messageBody.safeParse('🫖'.repeat(10_000)).success).toBe(true);
    expect(messageBody.safeParse('🫖'.repeat(10_001)).success).toBe(false);
  });
});

describe('an id', () => {
  it('is a UUIDv7 in lower case and nothing around it', () => {
    const good = '018f0000-0000-7000-8000-00000000000a';
    expect(id.safeParse(good).success).toBe(true);
    for (const bad of [
      good.toUpperCase(),
      `${good}\n`,
      ` ${good}`,
      good.replace('-7', '-4'),
      good.replace('-8', '-c'),
      '',
      null,
    ]) {
      expect(id.safeParse(bad).success).toBe(false);
    }
  });
});

describe('an e-mail address', () => {
  it('is trimmed and in lower case', () => {
    expect(email.parse(' Sam@Shop.TEST ')).toBe('sam@shop.test');
    expect(email.parse('root@localhost')).toBe('root@localhost');
    for (const bad of [
      'sam',
      '@shop.test',
      'sam@shop',
      'a b@shop.test',
      'sam@shop.test\0',
      `${'x'.repeat(250)}@shop.test`,
    ]) {
      expect(email.safeParse(bad).success).toBe(false);
    }
  });
});

it('a line has no line breaks and no other control characters', () => {
  expect(line(5).parse('  five ')).toBe('five');
  for (const bad of ['', '   ', 'sixsix', 'a\nb', 'a\u0085b', 'a\0b'])
    expect(line(5).safeParse(bad).success).toBe(false);
});

describe('roles', () => {
  it('do not imply each other, and none is without use', () => {
    expect(isGranted(['admin'], 'chat.read')).toBe(false);
    expect(isGranted(['finance'], 'chat.write')).toBe(false);
    expect(isGranted(['support'], 'accounts.manage')).toBe(false);
    expect(isGranted([], 'chat.read')).toBe(false);
    expect(isGranted(['finance', 'admin'], 'chat.read')).toBe(true);
    for (const permission of PERMISSIONS) expect(isGranted(ROLES, permission)).toBe(true);
  });
});

it('an error crosses a carrier and comes back as it was', () => {
  for (const code of ERROR_CODES) {
    const bare = new AppError(code, 'no');
    const full = new AppError(code, 'no', { reason: 'x', retryAfterMs: 5 }, 'c-1');
    for (const error of [bare, full])
      expect(AppError.fromWire(JSON.parse(JSON.stringify(error.toWire())) as never)).toEqual(error);
  }
});

it('every operation says who may call it, and every event who hears it', () => {
  for (const declaration of Object.values(contract)) {
    if (declaration.kind === 'event') expect(declaration.audience.length).toBeGreaterThan(0);
    else expect(declaration.principals.length).toBeGreaterThan(0);
  }
});

it('what the desktop’s processes say to each other is taken only in its known shapes', () => {
  expect(parseToServerProcess({ type: 'connect', token: null })).toEqual({ type: 'connect', token: null });
  expect(parseToServerProcess({ type: 'stop', more: 1 })).toEqual({ type: 'stop' });
  expect(parseFromServerProcess({ type: 'ready', address: 'http://x' })).toEqual({
    type: 'ready',
    address: 'http://x',
  });
  expect(parseFromServerProcess({ type: 'failed', message: 'no' })).toEqual({ type: 'failed', message: 'no' });
  expect(parseFromServerProcess({ type: 'token', token: 't' })).toEqual({ type: 'token', token: 't' });
  for (const junk of [
    null,
    'stop',
    7,
    {},
    { type: 'connect' },
    { type: 'connect', token: 7 },
    { type: 'ready' },
    { type: 'failed', message: 1 },
  ]) {
    expect([parseToServerProcess(junk), parseFromServerProcess(junk)]).toEqual([null, null]);
  }
  expect([isWorkspaceChoice('demo'), isWorkspaceChoice('mine'), isThemeChoice('dark'), isThemeChoice(null)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
