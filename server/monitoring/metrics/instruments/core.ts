import type { OperationName } from '#shared/contract.ts';
import type { Histogram, Registry } from '#server/monitoring/metrics/registry.ts';
import { FEW_SECONDS, SECONDS, SIZES } from './buckets.ts';

/** Names of queries and commands that are told apart: more than the contract has. */
const MOST_NAMES = 400;

/** Instruments of the writer's thread and the readers'. */
export interface CoreInstruments {
  now(): number;
  /** A query or a command has run for so many seconds. */
  ran(name: OperationName, seconds: number): void;
  /** A group of so many commands was committed: how long all of it took, and the commit alone. */
  committed(commands: number, seconds: number, commitSeconds: number): void;
  /** A message came again, and was answered as the first time. */
  repeatedMessage(): void;
}

/** Declares them; the gateway does so too, to absorb what the threads have counted. */
export function createCoreInstruments(registry: Registry): CoreInstruments {
  const byName = registry.histogram({
    name: 'optimaliq_database_seconds',
    help: 'Time that a query or a command took in the database, by its name.',
    labels: ['operation'],
    most: MOST_NAMES,
    buckets: FEW_SECONDS,
    isKept: false,
  });
  const sizes = registry.histogram({
    name: 'optimaliq_group_commands',
    help: 'How many commands shared one commit.',
    buckets: SIZES,
  });
  const groups = registry.histogram({
    name: 'optimaliq_group_seconds',
    help: 'Time that a group of commands took, its commit included.',
    buckets: SECONDS,
  });
  const commits = registry.histogram({
    name: 'optimaliq_commit_seconds',
    help: 'Time that the commit of a group took: one sync to the disk.',
    buckets: SECONDS,
  });
  const repeated = registry
    .counter({
      name: 'optimaliq_messages_repeated_total',
      help: 'Chat messages that came again and were not written twice.',
    })
    .with({});
  const size = sizes.with({});
  const group = groups.with({});
  const commit = commits.with({});
  const known = new Map<OperationName, Histogram>();

  return {
    now: registry.now,
    ran: (name, seconds) => {
      let histogram = known.get(name);
      if (histogram === undefined) known.set(name, (histogram = byName.with({ operation: name })));
      histogram.observe(seconds);
    },
    committed: (commands, seconds, commitSeconds) => {
      size.observe(commands);
      group.observe(seconds);
      commit.observe(commitSeconds);
    },
    repeatedMessage: () => repeated.add(),
  };
}
