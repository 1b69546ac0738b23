import { inspect } from 'node:util';
import fc from 'fast-check';
import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { COMMON_ERROR_CODES, ERROR_CODES } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import { visitorClient } from '#tests/support/clients.ts';
import { send } from '#tests/support/http.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';
import type { TestServer } from '#tests/support/testServer.ts';
import { junk, type ForeignIds } from './arbitraries.ts';
import { createCallers, WAYS_IN, type WayIn } from './callers.ts';
import { hostileInputs } from './hostile.ts';
import { watchDatabase } from './watchDatabase.ts';

export interface FuzzReport {
  readonly cases: number;
  readonly refused: number;
  /** The input happened to be harmless. */
  readonly answered: number;
  readonly byCode: Readonly<Record<string, number>>;
  /** What should not have been, in words. */
  readonly faults: readonly string[];
}

export const FUZZED = (Object.keys(contract) as (keyof typeof contract)[]).filter(
  (name): name is OperationName =>
    isOperationName(name) && contract[name].principals.some((principal) => principal !== 'system'),
);

/** Other people's things, for the inputs that the schema accepts. */
async function makeForeignIds(server: TestServer): Promise<ForeignIds> {
  const others = [await makeConversation(server), await makeConversation(server)];
  const messages: string[] = [];
  for (const { visitor, conversationId } of others) messages.push((await makeMessage(visitor, conversationId)).id);
  const started = await (await visitorClient(server)).call('chat.start', { id: newId() });
  return {
    conversations: [...others.map(({ conversationId }) => conversationId), started.conversationId],
    accounts: Object.values(server.people),
    messages,
  };
}

/** Operations that write what fails. */
const COUNT_FAILURES: ReadonlySet<string> = new Set(['accounts.signIn', 'accounts.changePassword']);

const short = (value: unknown): string => inspect(value, { breakLength: Infinity }).slice(0, 300);

function faultOf(name: OperationName, reply: Reply): string | null {
  if (reply.ok)
    return contract[name].output.safeParse(reply.value).success ? null : 'an answer that the contract does not know';
  const { code, message } = reply.error;
  if (!ERROR_CODES.includes(code)) return `the unknown code ${code}`;
  if (code === 'INTERNAL') return 'INTERNAL';
  if (![...COMMON_ERROR_CODES, ...contract[name].errors].includes(code))
    return `${code}, which the contract does not list`;
  return typeof message === 'string' && message !== '' ? null : 'no message';
}

/**
 * Calls every operation that a client can call on every way in with generated inputs, half of them valid by the schema and hostile, half junk.
 * Each must be refused with a code of the closed list, or answered; a refused call must have written nothing.
 */
export async function runFuzz(
  server: TestServer,
  { seed, casesEach }: { seed: number; casesEach: number },
): Promise<FuzzReport> {
  const ids = await makeForeignIds(server);
  const hostile = hostileInputs(ids);
  const callers = createCallers(server);
  // Everybody connects before the database is watched: signing in writes.
  for (const way of WAYS_IN) for (let index = 0; index < 4; index += 1) await callers.next(way);
  const database = watchDatabase(server.dataDirectory);
  const byCode: Record<string, number> = {};
  const faults: string[] = [];
  let [cases, answered] = [0, 0];

  async function one(name: OperationName, way: WayIn, input: unknown): Promise<void> {
    const caller = await callers.next(way);
    // A caller that had to sign in anew has written.
    if (database.wasWritten()) database.accept();
    const reply = await caller.ask(name, input);
    const fault = faultOf(name, reply);
    if (fault !== null) faults.push(`${name} over ${way} answered ${short(input)} with ${fault}`);
    cases += 1;
    if (reply.ok) {
      answered += 1;
      if (name === 'accounts.signOut' || name === 'accounts.signIn') await callers.retire(caller);
      if (database.wasWritten()) database.accept();
      return;
    }
    byCode[reply.error.code] = (byCode[reply.error.code] ?? 0) + 1;
    // A failed try is counted: that is what locks.
    if (COUNT_FAILURES.has(name)) database.accept();
    // What follows the journal may have been written meanwhile, which is none of what is compared.
    const written = database.wasWritten() ? database.changedTables() : [];
    if (written.length > 0)
      faults.push(`${name} over ${way} refused ${short(input)} and wrote all the same: ${written.join(', ')}`);
  }

  for (const name of FUZZED) {
    const valid = hostile[name];
    if (valid === undefined) throw new Error(`${name} has no hostile inputs`);
    const half = Math.ceil(casesEach / 2);
    const inputs = [
      ...fc.sample(valid, { seed, numRuns: half }),
      ...fc.sample(junk, { seed, numRuns: casesEach - half }),
    ];
    for (const way of WAYS_IN) {
      if (way === 'http' && !('http' in contract[name])) continue;
      for (const input of inputs) await one(name, way, input);
      const changed = database.changedTables();
      if (changed.length > 0)
        faults.push(`${name} over ${way} changed rows without being answered: ${changed.join(', ')}`);
    }
    const { status } = await send(server, { path: '/healthz' });
    // Being well is proven by a commit.
    database.accept();
    if (status !== 200) faults.push(`after ${name} the server is not well (${status})`);
  }
  database.close();
  return { cases, refused: cases - answered, answered, byCode, faults };
}
