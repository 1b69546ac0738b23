import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { contract } from '#shared/contract.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { HEARTBEAT_METRIC } from '#shared/monitoring/alerts/history.ts';
import { matches, seriesKey, type RangeAnswer, type RangeQuery } from '#shared/monitoring/series.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { openReader, openWriter } from '#server/core/openCore.ts';
import { createEvaluator } from '#server/monitoring/alerts/gateway/evaluator.ts';
import { alertSource } from '#server/monitoring/alerts/source.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { changeRows, queryRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { PEOPLE, type Who } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

export const MINUTE = 60_000;

/** A Monday, 10:00 in winter. */
export const START = Date.UTC(2026, 0, 5, 10);

export interface Heard {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Map<number, number>;
}

/** Series as a store tells them, of gauges that are told once a minute. */
export function givenSeries() {
  const series: Heard[] = [];
  const hear = (name: string, labels: Readonly<Record<string, string>>, at: number, value: number): void => {
    const known = series.find((one) => one.name === name && seriesKey('', one.labels) === seriesKey('', labels));
    const one = known ?? { name, labels, values: new Map<number, number>() };
    if (known === undefined) series.push(one);
    one.values.set(at, value);
  };
  const range = ({ matchers, from, to, step }: RangeQuery): Promise<RangeAnswer> =>
    Promise.resolve({
      from,
      step,
      series: series
        .filter(({ name, labels }) => matchers.some((matcher) => matches(matcher, name, labels)))
        .map(({ name, labels, values }) => ({
          key: seriesKey(name, labels),
          labels,
          kind: 'gauge' as const,
          points: Array.from({ length: (to - from) / step }, (_, place) => {
            const at = from + place * step;
            const value = values.get(at);
            const point = { at, covered: step / 1_000, count: 1, min: value ?? 0, max: value ?? 0, last: value ?? 0 };
            return value === undefined ? null : { ...point, sum: value };
          }),
        })),
    });
  return { hear, range };
}

/** A workspace's core without a server: alerts over series that the test tells, by a clock that it moves. */
export async function givenAlerts({ rules = [makeRule()] }: { readonly rules?: readonly AlertRule[] } = {}) {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  mkdirSync(dataDirectory);
  const clock = createManualClock(START);
  const people = await makeWorkspace(dataDirectory, { now: START });
  changeRows(dataDirectory, 'DELETE FROM alert_rule');
  const { hear, range } = givenSeries();
  const databaseFile = databaseFileIn(dataDirectory);

  async function open() {
    const writer = await openWriter({ databaseFile, synchronous: 'NORMAL', hasCheckpointer: false }, clock.now);
    const reader = openReader({ databaseFile, synchronous: 'NORMAL' }, clock.now);
    return { writer, reader };
  }
  let rooms = await open();
  const close = (): void => {
    rooms.reader.close();
    rooms.writer.close();
  };
  onTestFinished(() => {
    close();
    temporary.remove();
  });

  const principalOf = (who: Who | null): Principal =>
    who === null
      ? { kind: 'system' }
      : {
          kind: 'staff',
          accountId: people[who],
          sessionId: newId(),
          name: PEOPLE[who].name,
          roles: PEOPLE[who].roles,
          expiresAt: Number.MAX_SAFE_INTEGER,
        };
  async function run<Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    who: Who | null,
  ): Promise<OutputOf<Name>> {
    const room = contract[name].kind === 'query' ? rooms.reader : rooms.writer;
    const call = { name, input, principal: principalOf(who), correlationId: newId(), origin: null };
    const { results } = await room.execute([call]);
    const [result] = results;
    if (result?.ok !== true) throw AppError.fromWire(result?.error ?? { code: 'INTERNAL', message: '' });
    return result.value as OutputOf<Name>;
  }
  const admin = <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => run(name, input, 'admin');
  const ids: string[] = [];
  for (const rule of rules) {
    const { id } = await admin('monitoring.saveAlertRule', { id: newId(), ruleId: newId(), revision: 0, rule });
    ids.push(id);
  }

  const failures: unknown[] = [];
  const start = () =>
    createEvaluator({
      submit: (name, input) => run(name, input, null),
      range,
      clock: clock.now,
      after: () => () => undefined,
      onError: (error) => void failures.push(error),
    });
  let evaluator = start();

  /** The next minute, in which so many wait in each queue; null where the server does not run. Then everything is evaluated that is over. */
  async function minute(depths: Readonly<Record<string, number>> | null, looks = depths !== null): Promise<void> {
    const at = Math.floor((clock.now() - 3_000) / MINUTE) * MINUTE;
    if (depths !== null) {
      hear(HEARTBEAT_METRIC, {}, at, 1);
      for (const [queue, depth] of Object.entries(depths)) hear('depth', { queue }, at, depth);
    }
    clock.pass(MINUTE);
    if (looks) await evaluator.round();
  }
  // Into the minute: what is over by then has been told.
  clock.pass(3_000);
  await minute({ mail: 0 });

  return {
    clock,
    people,
    dataDirectory,
    ruleIds: ids,
    range,
    failures,
    run,
    admin,
    minute,
    round: () => evaluator.round(),
    /** As after a kill: what was only in memory is gone. */
    restart: async (): Promise<void> => {
      close();
      rooms = await open();
      evaluator = start();
    },
    open: async () => (await admin('monitoring.alerts', { view: 'open', limit: 50 })).alerts,
    over: async () => (await admin('monitoring.alerts', { view: 'over', limit: 50 })).alerts,
    told: () =>
      queryRows(dataDirectory, 'SELECT step, accountId FROM alert_told ORDER BY at, step, accountId') as {
        step: number;
        accountId: string;
      }[],
    names: () =>
      (
        queryRows(dataDirectory, "SELECT name FROM journal WHERE name LIKE 'monitoring.%' ORDER BY seq") as {
          name: string;
        }[]
      )
        .map(({ name }) => name.replace('monitoring.', ''))
        .filter((name) => name !== 'alertRuleSaved'),
    /** Whom the notifications are derived for. */
    needs: async () => {
      const connection = openForReading(databaseFile);
      try {
        const context = { unit: connection.unit, at: clock.now() };
        return await alertSource.derive(context, await alertSource.all(context));
      } finally {
        connection.close();
      }
    },
  };
}
