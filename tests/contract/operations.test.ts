import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type OperationName } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { COMMON_ERROR_CODES } from '#shared/wire/errors.ts';
import { PEOPLE, type Who } from '#tests/support/people.ts';
import type { TestServer } from '#tests/support/testServer.ts';
import { CASES, type Case } from './cases.ts';
import { carriersOf, CLIENT_OPERATIONS } from './carriers.ts';
import { among, callerOn } from './surroundings.ts';
import { startServerWithStripe } from './withStripe.ts';

const names = Object.keys(CASES) as OperationName[];
const caseOf = (name: OperationName) => CASES[name] as Case<OperationName>;
const kindOf = (who: Who | 'customer') => (who === 'customer' ? 'customer' : 'staff');

it('every operation that a client can call has its case here or, for setting up, in a file of its own', () => {
  expect([...names, 'accounts.setUp'].sort()).toEqual([...CLIENT_OPERATIONS].sort());
});

it('every error code that the contract lists for an operation is provoked', () => {
  // Its other reason, 257 subscriptions on one line, has a test of its own (tests/server/journal/feed.test.ts).
  // That a session which is news confirms itself: tests/contract/newSignIn.test.ts.
  // What needs a connection, secrets or a back-fill that no other case has: tests/contract/stripe.test.ts.
  const elsewhere = new Set([
    'feed.subscribe CONFLICT',
    'feed.resume CONFLICT',
    'accounts.confirmSignIn CONFLICT',
    // tests/server/billing/gateway/requests.test.ts.
    'billing.cancelPaymentRequest CONFLICT',
    'billing.cancelPaymentRequest PROVIDER_FAILED',
    // tests/server/monitoring/services.test.ts.
    'monitoring.testService CONFLICT',
    'billing.connect CONFLICT',
    'billing.disconnect CONFLICT',
    'billing.addWebhookSecret CONFLICT',
    'billing.removeWebhookSecret CONFLICT',
    'billing.startBackfill CONFLICT',
    'billing.pauseBackfill CONFLICT',
    'billing.resumeBackfill CONFLICT',
    'billing.reconcile CONFLICT',
  ]);
  const listed = names.flatMap((name) => contract[name].errors.map((code) => `${name} ${code}`));
  const provoked = new Set(names.flatMap((name) => (caseOf(name).refusals ?? []).map(({ code }) => `${name} ${code}`)));
  expect(listed.filter((each) => !provoked.has(each) && !elsewhere.has(each))).toEqual([]);
});

for (const writer of ['inline', 'worker'] as const) {
  describe(`with the writer ${writer === 'inline' ? 'on the gateway’s thread' : 'on a thread of its own'}`, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServerWithStripe({ writer });
    });
    afterAll(() => server.close());

    // No carrier knows where the writer is: beside its thread, one of them is enough.
    const carriers = (...of: Parameters<typeof carriersOf>) =>
      writer === 'inline' ? carriersOf(...of) : carriersOf(...of).slice(0, 1);

    // Side by side: each case has a customer and a conversation of its own.
    describe.concurrent('each operation', () => {
      for (const name of names) {
        const { by, input, ownSession = false, inTurn = false, refusals = [] } = caseOf(name);
        for (const who of by) {
          // What ends sessions must not end those of the same case over another carrier.
          it.each(carriers(name, kindOf(who)))(
            `${name} answers ${who} over %s`,
            { concurrent: !ownSession && !inTurn },
            (carrier) =>
              among([server, carrier, who, ownSession], async (around) => {
                const output = await around.caller.call(name, await input(around));
                // Strict where the schema is: the answer is what the schema keeps of it. Over HTTP a sign-in also brings its token.
                const { token: _, ...promised } = output as Record<string, unknown>;
                expect(contract[name].output.parse(output)).toEqual(promised);
              }),
          );
        }

        for (const { code, when, by: one = by[0] ?? 'support', input: wrong } of refusals) {
          it.each(carriers(name, kindOf(one)))(`${name} is refused over %s when ${when}`, (carrier) =>
            among([server, carrier, one], async (around) => {
              const refusal = await around.caller.refusal(name, await wrong(around));
              expect(refusal.code).toBe(code);
              expect([...COMMON_ERROR_CODES, ...contract[name].errors]).toContain(refusal.code);
            }),
          );
        }
      }
    });
  });
}

describe('whoever may not', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServerWithStripe();
  });
  afterAll(() => server.close());

  const forStaff = names.filter((name) => !(contract[name].principals as readonly string[]).includes('visitor'));
  it.each(forStaff)('a visitor may not call %s', (name) =>
    among([server, 'socketIo', 'customer'], async (around) => {
      const refusal = await around.caller.refusal(name, await caseOf(name).input(around));
      expect(refusal).toMatchObject({ code: 'FORBIDDEN', details: { reason: 'principal' } });
    }),
  );

  const withPermission = names.filter((name) => contract[name].permission !== null);
  it.each(withPermission)('whose role does not include it may not call %s', (name) => {
    const { permission } = contract[name];
    const other = permission !== null && isGranted(PEOPLE.admin.roles, permission) ? 'support' : 'admin';
    return among([server, 'messagePort', other], async (around) => {
      if (!(contract[name].principals as readonly string[]).includes('staff')) return;
      const refusal = await around.caller.refusal(name, await caseOf(name).input(around));
      expect(refusal).toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'permission', permission: contract[name].permission },
      });
    });
  });

  it.each(['chat.send', 'chat.start'] as const)('staff may not call %s', (name) =>
    among([server, 'socketIo', 'support'], async (around) => {
      expect((await around.caller.refusal(name, await caseOf(name).input(around))).code).toBe('FORBIDDEN');
    }),
  );

  const system = (Object.keys(contract) as (keyof typeof contract)[]).filter((name) => {
    const entry = contract[name];
    return entry.kind !== 'event' && (entry.principals as readonly string[]).includes('system');
  });
  it.each(system)('nobody outside reaches %s', async (name) => {
    for (const who of ['support', 'admin'] as const) {
      const caller = await callerOn(server, 'messagePort', who);
      const { code } = await caller.refusal(name, {});
      expect(['INVALID_INPUT', 'FORBIDDEN']).toContain(code);
    }
  });

  it('an event cannot be called, nor what every object has', async () => {
    const caller = await callerOn(server, 'socketIo', 'support');
    for (const name of [
      'feed.cursor',
      'chat.messageAdded',
      '__proto__',
      'constructor',
      'toString',
      '',
      7,
      null,
      ['chat.counts'],
    ]) {
      expect(await caller.refusal(name, {})).toMatchObject({ code: 'INVALID_INPUT', details: { reason: 'operation' } });
    }
  });
});
