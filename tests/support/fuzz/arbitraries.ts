import fc from 'fast-check';
import { MAXIMUM_MESSAGE_CHARACTERS } from '#shared/chat/limits.ts';

/** Ids that are well-formed and belong to others, or to nobody. */
export interface ForeignIds {
  readonly conversations: readonly string[];
  readonly accounts: readonly string[];
  readonly messages: readonly string[];
}

const nobodysId = fc.uuid({ version: 7 });
const extremeText = fc.constantFrom(
  '',
  '\0',
  'half \ud83e',
  '\udc00',
  '\u202e',
  '__proto__',
  'constructor',
  "'; DROP TABLE session; --",
  '\u0001argument:id',
  'x'.repeat(MAXIMUM_MESSAGE_CHARACTERS + 1),
  '🫖'.repeat(5_000),
  '%',
);
const extremeNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  -Number.MAX_SAFE_INTEGER,
  101,
);

/** Whatever JSON can say, with the names that are dangerous in JavaScript, and a little too deep and too wide. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4, noUnicodeString: false }),
  extremeText,
  extremeNumber,
  fc.constantFrom<unknown>(null, undefined, true, [], {}, [[[[[[]]]]]]),
  fc
    .constantFrom('{"__proto__":{"kind":"system"}}', '{"constructor":{"prototype":{}}}', '{"toString":1,"valueOf":2}')
    .map((json) => JSON.parse(json) as unknown),
  fc.array(fc.constant(0), { minLength: 1_000, maxLength: 1_000 }),
);

export const wellFormed = (ids: ForeignIds) => {
  const conversationId = fc.oneof(fc.constantFrom(...ids.conversations), nobodysId);
  const accountId = fc.oneof(fc.constantFrom(...ids.accounts), nobodysId);
  const usedId = fc.oneof(fc.constantFrom(...ids.messages, ...ids.conversations), nobodysId);
  const sequence = fc.constantFrom(0, 1, 2, 1_000_000, Number.MAX_SAFE_INTEGER);
  const instant = fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
  const body = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom('x'.repeat(MAXIMUM_MESSAGE_CHARACTERS), '<script>', '%', '\u0001argument:id'),
  );
  const email = fc.constantFrom('support@shop.test', 'nobody@shop.test', 'x@localhost', `${'x'.repeat(200)}@shop.test`);
  const password = fc.constantFrom('wrong password', 'x'.repeat(1_000), 'constructor!', '🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖');
  const topic = fc.oneof(
    fc.constant('inbox'),
    conversationId.map((id) => `conversation:${id}`),
    accountId.map((id) => `account:${id}`),
  );
  return { conversationId, accountId, usedId, sequence, instant, body, email, password, topic };
};
