import { expect, it } from 'vitest';
import { readOn, type AskPage } from '#renderer/audit/model/pages.ts';
import { makeEntry } from './make.ts';

/** A server that looks at a window of `window` entries a call, of which those in `fitting` fit. */
function givenServer(newest: number, window: number, fitting: readonly number[]) {
  const asked: { before?: number; limit: number }[] = [];
  const ask: AskPage = (page) => {
    asked.push(page);
    const end = page.before ?? newest + 1;
    const start = Math.max(1, end - window);
    const found = fitting.filter((seq) => seq >= start && seq < end).sort((a, b) => b - a);
    const shown = found.slice(0, page.limit);
    const next = found.length > page.limit ? (shown.at(-1) ?? null) : start > 1 ? start : null;
    return Promise.resolve({ entries: shown.map((seq) => makeEntry({ seq })), next });
  };
  return { ask, asked };
}
const running = () => new AbortController().signal;
const seqs = ({ entries }: Awaited<ReturnType<AskPage>>) => entries.map(({ seq }) => seq);

it('empty pages are read over until something is found', async () => {
  const { ask, asked } = givenServer(50, 10, [3, 2]);
  const page = await readOn(ask, null, 5, running());
  expect([seqs(page), page.next]).toEqual([[3, 2], null]);
  expect(asked.map(({ before }) => before)).toEqual([undefined, 41, 31, 21, 11]);
});

it('it stops where enough was found, and says where to go on', async () => {
  const { ask } = givenServer(50, 10, [49, 48, 35, 34, 33, 5]);
  const first = await readOn(ask, null, 4, running());
  expect([seqs(first), first.next]).toEqual([[49, 48, 35, 34], 34]);
  const second = await readOn(ask, first.next, 4, running());
  expect([seqs(second), second.next]).toEqual([[33, 5], null]);
});

it('after ten answers with little in them the reader hears how far it is', async () => {
  const { ask, asked } = givenServer(1_000, 10, [1]);
  const page = await readOn(ask, null, 5, running());
  expect([seqs(page), page.next, asked.length]).toEqual([[], 901, 10]);
});

it('whoever leaves ends the search', async () => {
  const { ask, asked } = givenServer(1_000, 10, []);
  const leaving = new AbortController();
  const search = readOn(
    (page) => {
      if (asked.length === 2) leaving.abort();
      return ask(page);
    },
    null,
    5,
    leaving.signal,
  );
  await expect(search).rejects.toThrow();
  expect(asked).toHaveLength(3);
});
