import { makeFiring, makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';

const adminOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'admin');
/** Everybody here was told of it. */
const firing = ({ server }: Surroundings): string =>
  makeFiring({ dataDirectory: server.dataDirectory, told: Object.values(server.people) });
const named = (around: Surroundings) => ({ id: newId(), alertId: firing(around) });
const noAlert = {
  code: 'NOT_FOUND' as const,
  when: 'there is no such alert',
  input: () => ({ id: newId(), alertId: newId() }),
};
const isOver = {
  code: 'CONFLICT' as const,
  when: 'it is over',
  input: async (around: Surroundings) => {
    const alertId = firing(around);
    await (await adminOf(around)).call('monitoring.resolveAlert', { id: newId(), alertId });
    return { id: newId(), alertId };
  },
};

const newRule = () => ({ id: newId(), ruleId: newId(), revision: 0, rule: makeRule() });
const saved = async (around: Surroundings) => (await adminOf(around)).call('monitoring.saveAlertRule', newRule());
const silence = (ruleId: string | null = null) => ({
  id: newId(),
  ruleId,
  labels: { queue: 'nobodys' },
  endsAt: Date.now() + 60_000,
  reason: 'We are moving house.',
});
const silenced = async (around: Surroundings): Promise<string> =>
  (await (await adminOf(around)).call('monitoring.silenceAlerts', silence())).id;

export const ALERT_CASES: Cases = {
  'monitoring.alerts': { by: ['admin'], input: () => ({ view: 'over', before: Date.now(), limit: 5 }) },
  'monitoring.alertCounts': { by: ['admin'], input: () => ({}) },
  'monitoring.alert': {
    by: ['admin'],
    input: (around) => ({ alertId: firing(around) }),
    refusals: [{ ...noAlert, input: () => ({ alertId: newId() }) }],
  },
  'monitoring.toldAlert': {
    by: ['support', 'finance', 'admin'],
    input: (around) => ({ alertId: firing(around) }),
    refusals: [{ ...noAlert, input: () => ({ alertId: newId() }) }],
  },
  'monitoring.acknowledgeAlert': { by: ['admin'], input: named, refusals: [noAlert, isOver] },
  'monitoring.acknowledgeToldAlert': {
    by: ['support', 'finance', 'admin'],
    input: named,
    refusals: [noAlert, isOver],
  },
  'monitoring.resolveAlert': { by: ['admin'], input: named, refusals: [noAlert, isOver] },
  'monitoring.alertRules': { by: ['admin'], input: () => ({}) },
  'monitoring.saveAlertRule': {
    by: ['admin'],
    input: newRule,
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such rule', input: () => ({ ...newRule(), revision: 3 }) },
      {
        code: 'CONFLICT',
        when: 'somebody else has changed it',
        input: async (around) => ({ ...newRule(), ruleId: (await saved(around)).id }),
      },
    ],
  },
  'monitoring.removeAlertRule': {
    by: ['admin'],
    input: async (around) => ({ id: newId(), ruleId: (await saved(around)).id }),
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such rule', input: () => ({ id: newId(), ruleId: newId() }) },
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = { id: newId(), ruleId: (await saved(around)).id };
          await around.caller.ask('monitoring.removeAlertRule', used);
          return { ...used, ruleId: (await saved(around)).id };
        },
      },
    ],
  },
  'monitoring.testAlertRule': {
    by: ['admin'],
    input: () => ({ rule: makeRule(), from: Date.now() - 3_600_000, to: Date.now() }),
  },
  'monitoring.silences': { by: ['admin'], input: () => ({}) },
  'monitoring.silenceAlerts': {
    by: ['admin'],
    input: () => silence(),
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such rule', input: () => silence(newId()) },
      { code: 'CONFLICT', when: 'it ends before it begins', input: () => ({ ...silence(), endsAt: 1 }) },
    ],
  },
  'monitoring.endSilence': {
    by: ['admin'],
    input: async (around) => ({ id: newId(), silenceId: await silenced(around) }),
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such silence', input: () => ({ id: newId(), silenceId: newId() }) },
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = { id: newId(), silenceId: await silenced(around) };
          await around.caller.ask('monitoring.endSilence', used);
          return { ...used, silenceId: await silenced(around) };
        },
      },
    ],
  },
  'monitoring.alertRoutes': { by: ['admin'], input: () => ({}) },
  'monitoring.setAlertRoutes': {
    by: ['admin'],
    inTurn: true,
    input: async (around) => {
      const { revision, routes } = await (await adminOf(around)).call('monitoring.alertRoutes', {});
      return { id: newId(), revision, routes };
    },
    refusals: [
      {
        code: 'CONFLICT',
        when: 'somebody else has changed them',
        input: () => ({ id: newId(), revision: 1_000, routes: [] }),
      },
    ],
  },
};
