import { describe, expect, it } from 'vitest';
import { createSessionTokens } from '#electron/main/sessionTokens.ts';

describe('session tokens', () => {
  it('are kept for each workspace until the person signs out', () => {
    const tokens = createSessionTokens();
    tokens.set('own', 'first');
    tokens.set('demo', 'second');
    expect([tokens.get('own'), tokens.get('demo')]).toEqual(['first', 'second']);
    tokens.set('own', null);
    expect([tokens.get('own'), tokens.get('demo')]).toEqual([null, 'second']);
  });
});
