import { describe, expect, it } from 'vitest';
import { fetchPart, PartMissingError, type PartsLine } from '#renderer/ui/lazyPart.ts';

/** A line that answers as `answers` says, one after the other, and how often was waited for it. */
function givenLine(...answers: readonly boolean[]): PartsLine & { readonly pauses: () => number } {
  const left = [...answers];
  let pauses = 0;
  return {
    isThere: () => Promise.resolve(left.shift() ?? true),
    pause: () => {
      pauses += 1;
      return Promise.resolve();
    },
    pauses: () => pauses,
  };
}

function failing(times: number): () => Promise<string> {
  let attempts = 0;
  return () => {
    attempts += 1;
    return attempts > times ? Promise.resolve('the part') : Promise.reject(new TypeError('Failed to fetch'));
  };
}

describe('a part of the page that is fetched later', () => {
  it('comes at once where the line is well', async () => {
    const line = givenLine();
    expect(await fetchPart(failing(0), line)).toBe('the part');
    expect(line.pauses()).toBe(0);
  });

  it('waits for a line that is lost, for as long as it takes', async () => {
    const line = givenLine(...Array.from({ length: 500 }, () => false));
    expect(await fetchPart(failing(500), line)).toBe('the part');
    expect(line.pauses()).toBe(500);
  });

  it('is tried again by a line that had just come back', async () => {
    expect(await fetchPart(failing(4), givenLine(false, false, true, true))).toBe('the part');
    expect(await fetchPart(failing(6), givenLine(true, true, false, true, true, false))).toBe('the part');
  });

  it('is missing where the server answers and it still does not come', async () => {
    const missing = fetchPart(failing(3), givenLine(true, true, true));
    await expect(missing).rejects.toBeInstanceOf(PartMissingError);
    await expect(missing).rejects.toHaveProperty('cause.message', 'Failed to fetch');
  });
});
