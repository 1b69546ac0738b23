import { expect, it } from 'vitest';
import type { BatchResult } from '#server/core/call.ts';
import { packAnswers, packResult, unpackAnswers, unpackResult } from '#server/core/packing.ts';

it('what crosses between threads arrives as it left', () => {
  const subjects = [{ kind: 'conversation', id: 'c' } as const];
  const delivery = { topic: 'conversation:c', name: 'chat.messageAdded', revision: 3, echo: false } as const;
  const result: BatchResult = {
    results: [
      { ok: true, value: { seq: 1, at: 2 } },
      { ok: true, value: null },
      { ok: false, error: { code: 'NOT_FOUND', message: 'no', details: { reason: 'x' } }, cause: 'why' },
    ],
    committed: [
      {
        seq: 7,
        name: 'chat.messageAdded',
        subjects,
        deliveries: [{ ...delivery, json: '{"a":1}' }],
        touches: ['inbox'],
        origin: 'o',
      },
      { seq: 8, name: 'accounts.signedIn', subjects: [], deliveries: [], touches: [], origin: null },
      {
        seq: 9,
        name: 'chat.conversationChanged',
        subjects,
        deliveries: [
          { ...delivery, json: '{"b":"\\u2028"}' },
          { ...delivery, topic: 'inbox', revision: null, echo: true, json: '[]' },
        ],
        touches: [],
        origin: null,
      },
    ],
  };
  expect(unpackResult(structuredClone(packResult(result)))).toEqual(result);
  expect(unpackResult(packResult({ results: [], committed: [] }))).toEqual({ results: [], committed: [] });
});

it('a query’s answer crosses as the text of its reply, a failure as it is', () => {
  const value = { conversations: [{ name: 'Ada \u2028' }], next: null };
  const failure = { ok: false, error: { code: 'NOT_FOUND', message: 'no' }, cause: 'why' } as const;
  const packed = packAnswers({
    results: [{ ok: true, value }, failure, { ok: true, value: undefined }],
    committed: [],
  });
  const { results, committed } = unpackAnswers(structuredClone(packed));
  expect(results[0]).toMatchObject({ ok: true, value, text: JSON.stringify({ ok: true, value }) });
  expect(results[1]).toEqual(failure);
  expect(results[2]).toMatchObject({ ok: true, value: undefined });
  expect(committed).toEqual([]);
});
