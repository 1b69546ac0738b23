import { expect, it } from 'vitest';
import type { AskPage } from '#renderer/audit/model/pages.ts';
import { createCsvExport } from '#renderer/app/export/csvExport.ts';
import { journalExport } from '#renderer/audit/state/journalExport.ts';
import { auditWords } from '#renderer/audit/words.en.ts';
import { AppError } from '#shared/wire/errors.ts';
import { settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { makeEntry } from './make.ts';

type Answer = Awaited<ReturnType<AskPage>>;
const page = (seqs: readonly number[], next: number | null): Answer => ({
  entries: seqs.map((seq) => makeEntry({ seq })),
  next,
});

/** An export whose pages the test answers one by one. */
function givenExport() {
  const asked: (number | undefined)[] = [];
  const answers: PromiseWithResolvers<Answer>[] = [];
  const waits: number[] = [];
  const now = { ms: 0 };
  const files: { name: string; text: string }[] = [];
  const own = createCsvExport({
    now: () => now.ms,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    save: (name, parts) => files.push({ name, text: parts.join('') }),
  });
  const task = journalExport({
    ask: ({ before }: { readonly before?: number }) => {
      asked.push(before);
      const answer = Promise.withResolvers<Answer>();
      answers.push(answer);
      return answer.promise;
    },
    words: auditWords,
    fileName: 'journal.csv',
  });
  const answer = async (one: Answer | AppError) => {
    const open = answers.shift();
    if (one instanceof AppError) open?.reject(one);
    else open?.resolve(one);
    await settle();
  };
  return { own, task, asked, waits, files, answer, now };
}

it('reads every page, empty ones too, and makes one file of them', async () => {
  const { own, task, asked, files, answer } = givenExport();
  own.start(task);
  expect(own.get()).toEqual({ state: 'running', rows: 0, share: 0, leftMs: null });
  await answer(page([100, 99], 50));
  expect(own.get()).toEqual({ state: 'running', rows: 2, share: 0.5, leftMs: null });
  await answer(page([], 25));
  expect(own.get()).toEqual({ state: 'running', rows: 2, share: 0.75, leftMs: null });
  await answer(page([3], null));
  expect(own.get()).toEqual({ state: 'done', rows: 3, fileName: 'journal.csv' });
  expect(asked).toEqual([undefined, 50, 25]);
  const [file] = files;
  expect(files).toHaveLength(1);
  expect(file?.name).toBe('journal.csv');
  expect(file?.text.startsWith('\uFEFFNumber,Time (UTC),')).toBe(true);
  expect(file?.text.split('\r\n').map((line) => line.split(',')[0])).toEqual(['\uFEFFNumber', '100', '99', '3', '']);
  own.dismiss();
  expect(own.get()).toEqual({ state: 'idle' });
});

it('one export at a time', async () => {
  const { own, task, asked } = givenExport();
  own.start(task);
  own.start(task);
  await settle();
  expect(asked).toEqual([undefined]);
});

it('a cancelled export makes no file and asks no further; the next one starts anew', async () => {
  const { own, task, asked, files, answer } = givenExport();
  own.start(task);
  await answer(page([9], 5));
  own.cancel();
  expect(own.get()).toEqual({ state: 'cancelled' });
  await answer(page([4], null));
  expect(own.get()).toEqual({ state: 'cancelled' });
  expect([files, asked]).toEqual([[], [undefined, 5]]);
  own.start(task);
  await answer(page([9], null));
  expect(own.get()).toMatchObject({ state: 'done', rows: 1 });
});

it('waits when the server says that it asks too often', async () => {
  const { own, task, asked, waits, answer } = givenExport();
  own.start(task);
  await answer(page([9], 5));
  await answer(new AppError('RATE_LIMITED', 'Too many requests.', { retryAfterMs: 700 }));
  expect(waits).toContain(700);
  await answer(page([], null));
  expect([own.get().state, asked]).toEqual(['done', [undefined, 5, 5]]);
});

it('a failure ends it without a file, and it can be started again', async () => {
  const { own, task, files, answer } = givenExport();
  own.start(task);
  const error = new AppError('UNAVAILABLE', 'The line is down.');
  await answer(error);
  expect(own.get()).toEqual({ state: 'failed', error });
  expect(files).toEqual([]);
  own.start(task);
  expect(own.get().state).toBe('running');
});

it('says how long it will take once enough of it is done', async () => {
  const { own, task, answer, now } = givenExport();
  own.start(task);
  now.ms = 3_000;
  await answer(page([100], 75));
  expect(own.get()).toEqual({ state: 'running', rows: 1, share: 0.25, leftMs: 9_000 });
});
