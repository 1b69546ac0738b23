import { changeRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { openSocket } from '#tests/support/socketIoClient.ts';
import { signIn } from '#tests/support/clients.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';

const adminOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'admin');

/** A line of nobody else's case. */
async function ownLine(around: Surroundings): Promise<string> {
  const client = newId();
  const auth = { token: await signIn(around.server, 'colleague') };
  await openSocket(around.server, { namespace: '/console', auth, headers: { 'user-agent': client } });
  const { lines } = await (await adminOf(around)).call('monitoring.connections', { kind: 'staff', limit: 1_000 });
  return lines.find((line) => line.client === client)?.id ?? '';
}

/** Of somebody's desktop window. */
async function windowLine(around: Surroundings): Promise<string> {
  const { lines } = await (await adminOf(around)).call('monitoring.connections', { kind: 'staff', limit: 1_000 });
  return lines.find(({ carrier }) => carrier === 'messagePort')?.id ?? '';
}

/** Work that was given up, of nobody else's case. */
function givenUp({ server }: Surroundings): string {
  const id = `ch_${newId().replaceAll('-', '')}`;
  changeRows(
    server.dataDirectory,
    `INSERT INTO stripe_fetch (kind, id, attempts, runAt, lastError, newerThan, createdAt)
      VALUES ('charge', '${id}', 12, NULL, 'Stripe has trouble of its own.', 0, 1)`,
  );
  return `charge:${id}`;
}
const retry = (around: Surroundings) => ({ id: newId(), queue: 'fetches' as const, jobId: givenUp(around) });
const discard = (around: Surroundings) => ({ ...retry(around), reason: 'obsolete' as const });
const noJob = { code: 'NOT_FOUND' as const, when: 'there is no such work' };

export const MONITORING_CASES: Cases = {
  'monitoring.series': {
    by: ['admin'],
    input: () => ({
      matchers: [
        { name: 'optimaliq_calls_total', labels: { place: ['command', 'query'] } },
        { name: 'optimaliq_commit_seconds' },
      ],
      from: Date.now() - 60_000,
      to: Date.now() + 60_000,
      step: 10_000,
      quantiles: [0.5, 0.99],
    }),
  },
  'monitoring.metrics': { by: ['admin'], input: () => ({}) },
  'monitoring.annotations': { by: ['admin'], input: () => ({ from: 0, to: 86_400_000 }) },
  'monitoring.connections': { by: ['admin'], input: () => ({ kind: 'staff', limit: 5 }) },
  'monitoring.disconnect': {
    by: ['admin'],
    input: async (around) => ({ lineId: await ownLine(around), reason: 'test' }),
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such line', input: () => ({ lineId: newId(), reason: 'test' }) },
      {
        code: 'CONFLICT',
        when: 'it is the line of a desktop window',
        input: async (around) => ({ lineId: await windowLine(around), reason: 'test' }),
      },
    ],
  },
  'monitoring.jobQueues': { by: ['admin'], input: () => ({}) },
  'monitoring.jobs': { by: ['admin'], input: () => ({ queue: 'fetches', state: 'dead' }) },
  'monitoring.retryJob': {
    by: ['admin'],
    input: retry,
    refusals: [
      { ...noJob, input: () => ({ id: newId(), queue: 'refunds', jobId: newId() }) },
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = retry(around);
          await around.caller.ask('monitoring.retryJob', used);
          return { ...used, jobId: givenUp(around) };
        },
      },
    ],
  },
  'monitoring.discardJob': {
    by: ['admin'],
    input: discard,
    refusals: [
      { ...noJob, input: () => ({ id: newId(), queue: 'events', jobId: newId(), reason: 'test' }) },
      {
        code: 'CONFLICT',
        when: 'only the answer from outside settles it',
        input: () => ({ id: newId(), queue: 'refunds', jobId: newId(), reason: 'test' }),
      },
    ],
  },
  'monitoring.services': { by: ['admin'], input: () => ({}) },
  'monitoring.testService': { by: ['admin'], input: () => ({ service: 'stripe' }) },
  'monitoring.database': { by: ['admin'], input: () => ({}) },
};
