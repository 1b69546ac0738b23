import { expect, it } from 'vitest';
import type { BatchResult } from '#server/core/call.ts';
import { packResult, unpackResult } from '#server/core/packing.ts';

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
