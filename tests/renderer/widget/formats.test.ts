import { describe, expect, it } from 'vitest';
import { createFormats } from '#renderer/widget/view/formats.ts';
import { wordsFor } from '#renderer/widget/words.ts';

const now = new Date(2026, 10, 23, 9, 30).getTime();
const formats = createFormats(wordsFor('en-GB'), () => now);

describe('the dates in a thread', () => {
  it('are called by their nearness', () => {
    expect(formats.day(now)).toBe('Today');
    expect(formats.day(new Date(2026, 10, 22, 23, 59).getTime())).toBe('Yesterday');
  });

  it('are named, with the year once it is another', () => {
    expect(formats.day(new Date(2026, 10, 2).getTime())).toBe('Monday 2 November');
    expect(formats.day(new Date(2025, 4, 2).getTime())).toBe('2 May 2025');
  });
});

it('money has the decimals that Stripe counts, and its currency', () => {
  expect(formats.money(12_345, 'EUR')).toBe('€123.45');
  expect(formats.money(500, 'JPY')).toBe('JP¥500');
  expect(formats.money(1_234, 'KWD').replace('\u00A0', ' ')).toBe('KWD 1.234');
});
