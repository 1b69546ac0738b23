import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textParts } from '#renderer/widget/view/links.ts';

describe('addresses in a text', () => {
  it('become links without the punctuation of their sentence', () => {
    expect(textParts('See https://kiln.example/sets?a=1, or (http://kiln.example).')).toEqual([
      { text: 'See ', href: null },
      { text: 'https://kiln.example/sets?a=1', href: 'https://kiln.example/sets?a=1' },
      { text: ', or (', href: null },
      { text: 'http://kiln.example', href: 'http://kiln.example' },
      { text: ').', href: null },
    ]);
  });

  it('are web addresses only', () => {
    expect(textParts('javascript:alert(1) data:text/html,x ftp://a')).toEqual([
      { text: 'javascript:alert(1) data:text/html,x ftp://a', href: null },
    ]);
  });

  it('cost no character of any text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('https://', 'http://a.b', 'https://a.b/c).', ' ', '\n'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const body = pieces.join('');
        expect(
          textParts(body)
            .map((part) => part.text)
            .join(''),
        ).toBe(body);
      }),
    );
  });
});
