import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { instant, nothing } from '#shared/wire/schemas.ts';

/** `demo`: the sandbox in the house; `test` and `live`: Stripe itself. */
export const billingMode = z.enum(['demo', 'test', 'live']);
export type BillingMode = z.infer<typeof billingMode>;

/** What a key may do with one kind of Stripe's resources. */
export const RESOURCES = [
  'charges',
  'customers',
  'disputes',
  'events',
  'paymentIntents',
  'refunds',
  'payouts',
  'balance',
  'checkoutSessions',
  'paymentLinks',
] as const;
/** `unknown`: writing cannot be probed without doing it. */
const access = z.enum(['none', 'read', 'write', 'unknown']);
const capability = z.object({ resource: z.enum(RESOURCES), access });
export type Capability = z.infer<typeof capability>;

/**
 * Where the secrets live. `environment`: they cannot be changed here. `sandbox`: they are those of a demo's own sandbox, and cannot be changed either.
 * `memory`: there is no keychain, and they are gone when the server stops.
 */
export const secretPlace = z.enum(['keychain', 'environment', 'sandbox', 'memory']);

export const stripeKey = z
  .string()
  .trim()
  .regex(/^(sk|rk)_(test|live)_\w{8,}$/, 'must be a secret or restricted key: sk_... or rk_...');
export const webhookSecret = z
  .string()
  .trim()
  .regex(/^whsec_[\w+/=]{8,}$/, 'must be a signing secret: whsec_...');

const admins = { principals: ['staff'], permission: 'billing.manage', place: 'gateway' } as const;

export const billingConnectionContract = {
  /** Which Stripe this workspace belongs to; everybody on the team sees its name and mode at all times. */
  'billing.connection': query({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/billing/connection' },
    input: nothing,
    output: z.object({
      /** `off`: nothing was connected. `lost`: it was, but its key is gone or no longer accepted; the mirror still answers. */
      state: z.enum(['off', 'connected', 'lost']),
      mode: billingMode.nullable(),
      accountId: z.string().nullable(),
      accountName: z.string().nullable(),
      /** Why it is `lost`, in words for the reader. */
      trouble: z.string().nullable(),
      connectedAt: instant.nullable(),
    }),
  }),
  /** What the connect screen shows beside it. */
  'billing.connectionDetails': query({
    ...admins,
    errors: [],
    input: nothing,
    output: z.object({
      /** `rk_test_…wxyz`: its kind and last four; null without a key. */
      keyHint: z.string().nullable(),
      isRestricted: z.boolean(),
      place: secretPlace,
      /** Whether the keychain can keep what is typed. */
      canKeep: z.boolean(),
      apiVersion: z.string(),
      capabilities: z.array(capability),
      /** Signing secrets by their last four; the newest first. Two while one replaces the other. */
      webhookSecrets: z.array(z.object({ hint: z.string(), addedAt: instant, lastUsedAt: instant.nullable() })),
      /** Where Stripe has to send its events; null where nothing from outside can reach this server. */
      webhookUrl: z.string().nullable(),
    }),
  }),
  /**
   * Probes a key and, unless `dryRun`, keeps it and begins to mirror its account.
   * CONFLICT `otherAccount`, `otherMode`: this workspace mirrors another account, or the other mode of it. INVALID_INPUT `liveKeyInDemo`, `placeFixed` (from the environment), `ownSandbox` (the demo's).
   * PROVIDER_FAILED: Stripe refused the key (`keyRefused`), or could not be reached (`unreachable`).
   */
  'billing.connect': command({
    ...admins,
    repetition: 'natural',
    errors: ['CONFLICT', 'PROVIDER_FAILED'],
    input: z.strictObject({ key: stripeKey, dryRun: z.boolean().default(false) }),
    output: z.object({
      accountId: z.string(),
      accountName: z.string().nullable(),
      mode: billingMode,
      isRestricted: z.boolean(),
      capabilities: z.array(capability),
      /** Resources the mirror needs and this key may not read. */
      missing: z.array(z.enum(RESOURCES)),
      place: secretPlace,
    }),
  }),
  /** Forgets the key and the signing secrets. The mirror stays and answers, and says how old it is. */
  'billing.disconnect': command({
    ...admins,
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: nothing,
    output: nothing,
  }),
  /** Adds a signing secret; the two newest are accepted, so that one can replace the other without losing an event. */
  'billing.addWebhookSecret': command({
    ...admins,
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: z.strictObject({ secret: webhookSecret }),
    output: nothing,
  }),
  /** @param hint the last four of the one to forget. */
  'billing.removeWebhookSecret': command({
    ...admins,
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ hint: z.string() }),
    output: nothing,
  }),

  /** What the gateway's half asks and does in the core; `submit` names the person for whom. */
  'billing.recordedConnection': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z
      .object({
        accountId: z.string(),
        accountName: z.string().nullable(),
        mode: billingMode,
        /** When the account was made: the beginning of a back-fill. */
        accountCreatedAt: instant.nullable(),
        connectedAt: instant,
        disconnectedAt: instant.nullable(),
      })
      .nullable(),
  }),
  'billing.recordConnection': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({
      accountId: z.string(),
      accountName: z.string().nullable(),
      mode: billingMode,
      accountCreatedAt: instant.nullable(),
    }),
    output: nothing,
  }),
  'billing.recordDisconnection': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: nothing,
    output: nothing,
  }),
  'billing.recordSecrets': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ change: z.enum(['added', 'removed']) }),
    output: nothing,
  }),
} as const;
