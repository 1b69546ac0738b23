import { z } from 'zod';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { failPayout } from '#server/billing/sandbox/resources/payouts.ts';

const times = z.int().min(1).max(1_000_000).default(1);

const requestFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.int().min(1).max(60_000) }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]),
    saysRetry: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('cut'), when: z.enum(['before', 'after']) }),
]);

const eventFault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('late'),
    seconds: z
      .int()
      .min(1)
      .max(86_400 * 30),
  }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('lose') }),
  z.strictObject({ kind: z.literal('shuffle'), window: z.int().min(2).max(1_000) }),
]);

/** What the control API takes, at `POST /_sandbox/NAME` as JSON. */
export const COMMANDS = {
  'request-fault': z.strictObject({
    method: z.enum(['GET', 'POST', 'DELETE']).optional(),
    path: z.string().startsWith('/').optional(),
    times,
    fault: requestFault,
  }),
  'event-fault': z.strictObject({ type: z.string().min(1).optional(), times, fault: eventFault }),
  'clear-faults': z.strictObject({}),
  advance: z.strictObject({
    seconds: z
      .int()
      .min(0)
      .max(86_400 * 3_650),
  }),
  skew: z.strictObject({ seconds: z.int().min(-86_400).max(86_400) }),
  'later-version': z.strictObject({ on: z.boolean() }),
  /** Makes `key` a restricted one; `access` by the first part of the path, `checkout/sessions` for those. */
  'restrict-key': z.strictObject({
    key: z.string().regex(/^rk_test_\w{1,200}$/),
    access: z.record(z.string(), z.enum(['none', 'read', 'write'])),
  }),
  'fail-payout': z.strictObject({ id: z.string().min(1).max(100) }),
  settle: z.strictObject({}),
  status: z.strictObject({}),
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<Name extends CommandName> = z.input<(typeof COMMANDS)[Name]>;

/** What every command answers with. */
export interface SandboxStatus {
  /** The sandbox's time, in seconds. */
  readonly now: number;
  readonly faultsLeft: number;
  readonly laterVersion: boolean;
}

type Run = { readonly [Name in CommandName]: (input: z.output<(typeof COMMANDS)[Name]>) => void | Promise<void> };

/** @returns undefined for a command that there is not. @throws ZodError for what it cannot read, StripeError for what cannot be done. */
export type Control = (name: string, input: unknown) => Promise<SandboxStatus> | undefined;

export function createControl(engine: Engine): Control {
  const { faults, laterVersion, restrictions, deliverer, advance, setSkew, transact, world } = engine;
  const run: Run = {
    'request-fault': faults.addRequest,
    'event-fault': faults.addEvent,
    'clear-faults': () => {
      faults.clear();
      deliverer.release();
    },
    advance: ({ seconds }) => void advance(seconds),
    skew: ({ seconds }) => setSkew(seconds),
    'later-version': ({ on }) => laterVersion.set(on),
    'restrict-key': ({ key, access }) => restrictions.restrict(key, access),
    'fail-payout': ({ id }) => void transact(() => failPayout(world, id)),
    settle: () => deliverer.settled(),
    status: () => undefined,
  };

  async function perform(name: CommandName, input: unknown): Promise<SandboxStatus> {
    // What a command's own schema has read is what it takes.
    await run[name](COMMANDS[name].parse(input) as never);
    return { now: world.clock.now(), faultsLeft: faults.left(), laterVersion: laterVersion.isOn() };
  }

  return (name, input) => (Object.hasOwn(COMMANDS, name) ? perform(name as CommandName, input) : undefined);
}
