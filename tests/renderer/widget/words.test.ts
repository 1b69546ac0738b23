import { describe, expect, it } from 'vitest';
import { wordsFor } from '#renderer/widget/words.ts';

describe('the words of the widget', () => {
  it('keep the region of a language it speaks, for dates and numbers', () => {
    expect(wordsFor('en-GB').locale).toBe('en-GB');
  });

  it('are English where the language is not known, or the tag is none', () => {
    expect(wordsFor('tlh').send).toBe(wordsFor('en').send);
    expect(wordsFor('en_?').locale).toBe('en');
    expect(wordsFor('').locale).toBe('en');
  });
});
