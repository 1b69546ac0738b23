import { describe, expect, it } from 'vitest';
import { longDuration, urgencyOf } from '#renderer/billing/disputes/model/deadline.ts';
import { isToAnswer, sizeText } from '#renderer/billing/disputes/model/labels.ts';
import { FIRST_PLACE, fromOf, pathOf, pathToDispute, placeOf } from '#renderer/billing/disputes/model/place.ts';
import { fileTypeOf, FILE_FIELDS, TEXT_FIELDS } from '#shared/billing/disputes/evidence.ts';
import { fieldsFor } from '#shared/billing/disputes/reasons.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

describe('the clock', () => {
  it('says the two largest units in full', () => {
    const said = (ms: number): string => longDuration(ms, 'en');
    expect(said(2 * DAY + 3 * HOUR + 59 * 60_000)).toBe('2 days 3 hours');
    expect(said(DAY)).toBe('1 day');
    expect(said(DAY - 1)).toBe('23 hours 59 minutes');
    expect(said(HOUR - 1_000)).toBe('59 minutes 59 seconds');
    expect(said(61_000)).toBe('1 minute 1 second');
    expect(said(999)).toBe('');
    expect(said(-1)).toBe('');
  });

  it('is urgent for two days and past at its very end', () => {
    expect(urgencyOf(1_000, 1_000)).toBe('past');
    expect(urgencyOf(1_001, 1_000)).toBe('urgent');
    expect(urgencyOf(2 * DAY - 1, 0)).toBe('urgent');
    expect(urgencyOf(2 * DAY, 0)).toBe('soon');
    expect(urgencyOf(5 * DAY, 0)).toBe('later');
  });
});

describe('a place', () => {
  it.each([
    [FIRST_PLACE, '/disputes'],
    [{ ...FIRST_PLACE, disputeId: 'du_1' }, '/disputes/du_1'],
    [{ ...FIRST_PLACE, tab: 'rates' as const, span: '90' as const }, '/disputes/rates/span=90'],
    [
      {
        tab: 'closed' as const,
        disputeId: 'dp_2',
        reason: 'fraudulent',
        outcome: 'won' as const,
        span: '365' as const,
      },
      '/disputes/closed/dp_2/reason=fraudulent&outcome=won&span=365',
    ],
    [{ ...FIRST_PLACE, tab: 'closed' as const, reason: '' }, '/disputes/closed/reason='],
  ])('is read as it is written: %j', (place, path) => {
    expect(pathOf(place)).toBe(path);
    expect(placeOf(path.slice('/disputes/'.length))).toEqual(place);
  });

  it('leaves out what makes no sense', () => {
    expect(placeOf('nonsense/pi_1/outcome=maybe&span=7&reason=a-b')).toEqual(FIRST_PLACE);
    expect(placeOf(undefined)).toEqual(FIRST_PLACE);
    expect(pathToDispute('du_9')).toBe('/disputes/du_9');
    expect(fromOf('all', 1)).toBeNull();
    expect(fromOf('90', 100 * DAY + 5)).toBe(10 * DAY);
  });
});

it('every field of every reason is asked for once', () => {
  for (const reason of [null, 'fraudulent', 'duplicate', 'product_not_received', '__proto__', 'check_returned']) {
    const { recommended, others } = fieldsFor(reason);
    expect([...recommended, ...others].toSorted()).toEqual([...TEXT_FIELDS, ...FILE_FIELDS].toSorted());
    expect(recommended).toContain('uncategorized_text');
  }
});

it('a file is what its first bytes say', () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  expect(fileTypeOf(bytesOf('%PDF-1.4'))).toBe('pdf');
  expect(fileTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('jpeg');
  expect(fileTypeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('png');
  for (const other of ['', '%PD', ' %PDF-', '<svg/>', 'GIF89a']) expect(fileTypeOf(bytesOf(other))).toBeNull();
});

it('a size is told as people read it', () => {
  expect(sizeText(1, 'en')).toBe('1 kB');
  expect(sizeText(999_400, 'en')).toBe('999 kB');
  expect(sizeText(4_560_000, 'en')).toBe('4.6 MB');
});

it('a dispute is to be answered until it is, and again when a question has become one', () => {
  const answered = (state: 'sending' | 'declined' | 'done', stage: 'inquiry' | 'chargeback') => ({
    deed: 'submit' as const,
    stage,
    state,
    at: 1,
  });
  expect(isToAnswer({ state: 'needs_response', answer: null })).toBe(true);
  expect(isToAnswer({ state: 'needs_response', answer: answered('sending', 'chargeback') })).toBe(false);
  expect(isToAnswer({ state: 'needs_response', answer: answered('declined', 'chargeback') })).toBe(true);
  expect(isToAnswer({ state: 'needs_response', answer: answered('done', 'inquiry') })).toBe(true);
  expect(isToAnswer({ state: 'warning_needs_response', answer: answered('done', 'inquiry') })).toBe(false);
  expect(isToAnswer({ state: 'won', answer: null })).toBe(false);
});
