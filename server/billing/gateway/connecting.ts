import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { API_VERSION } from '#shared/billing/apiVersion.ts';
import type { Capability } from '#shared/billing/connection/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { modeOf, openStripeAccount, type CallWatch, type StripeAccount } from '#server/billing/stripe/account.ts';
import { refuseOther } from '#server/billing/sync/otherAccount.ts';
import type { Pacing } from '#server/billing/stripe/pacing.ts';
import { isPassing } from './passing.ts';
import { hintOf, webhookSecretsIn, type SecretStore, type WebhookSecret } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

type Recorded = NonNullable<OutputOf<'billing.recordedConnection'>>;

export interface ConnectingOptions extends Pick<Surroundings, 'submit' | 'clock'> {
  readonly secrets: SecretStore;
  readonly pacing: Pacing;
  /** A demo takes keys of a sandbox only. */
  readonly isDemo: boolean;
  /** Where Stripe can reach this server from outside; null where nothing can. */
  readonly webhookUrl: () => string | null;
  readonly onServiceCall?: CallWatch | undefined;
  /** A key was connected, or taken away. */
  readonly onChange: () => void;
}

/** Two secrets are taken at a time, so that one can replace the other without an event lost. */
const MOST_SECRETS = 2;
/** What the mirror cannot do without. */
const NEEDED: readonly Capability['resource'][] = [
  'charges',
  'customers',
  'disputes',
  'events',
  'paymentIntents',
  'refunds',
  'balance',
];

const FIXED: Readonly<Partial<Record<SecretStore['place'], AppError>>> = {
  environment: new AppError(
    'CONFLICT',
    'The secrets of this server come from its environment. Change them there and start it again.',
    { reason: 'placeFixed' },
  ),
  sandbox: new AppError(
    'CONFLICT',
    'This demo has a sandbox of its own. Start it with --demo-trade none to connect another one.',
    { reason: 'ownSandbox' },
  ),
};

/** Which account is mirrored, with which secrets. */
export function createConnecting(options: ConnectingOptions) {
  const { submit, clock, secrets, pacing, isDemo, webhookUrl, onServiceCall, onChange } = options;
  let recorded: Recorded | null = null;
  let account: StripeAccount | null = null;
  let capabilities: Capability[] = [];
  let isTakingUp = false;
  const lastUsed = new Map<string, number>();

  async function learn(): Promise<void> {
    recorded = await submit('billing.recordedConnection', {});
  }

  function refuseKey(key: string): void {
    if (isDemo && modeOf(key) !== 'demo')
      throw new AppError('INVALID_INPUT', 'A demo takes the key of a sandbox only, never one of Stripe’s.', {
        reason: 'liveKeyInDemo',
      });
  }

  async function connect(key: string, dryRun: boolean, by: Principal): Promise<OutputOf<'billing.connect'>> {
    refuseKey(key);
    const opened = openStripeAccount(key, pacing, onServiceCall);
    const facts = await opened.facts();
    const found = await opened.probe();
    const missing = found
      .filter(({ resource, access }) => access === 'none' && NEEDED.includes(resource))
      .map(({ resource }) => resource);
    const { mode, isRestricted } = opened;
    refuseOther(recorded, { ...facts, mode });
    if (!dryRun) {
      if (secrets.get('stripe.key') !== key) await secrets.keep('stripe.key', key);
      await submit('billing.recordConnection', { ...facts, mode }, by);
      await begin(opened, found);
    }
    const { accountId, accountName } = facts;
    return { accountId, accountName, mode, isRestricted, capabilities: found, missing, place: secrets.place };
  }

  /** Whether the key of before may be used is known once Stripe has said whose it is; until then nothing is read or done with it. */
  async function takeUp(key: string): Promise<void> {
    const opened = openStripeAccount(key, pacing, onServiceCall);
    const { mode } = opened;
    if (recorded !== null) refuseOther(recorded, { ...recorded, mode });
    const { accountId } = await opened.facts();
    refuseOther(recorded, { accountId, mode });
    const found = await opened.probe();
    // Somebody connected or disconnected meanwhile.
    if (account !== null || secrets.get('stripe.key') !== key) return;
    await begin(opened, found);
  }

  /** A server that ended right after it had recorded a connection has not begun to read. */
  async function begin(opened: StripeAccount, found: Capability[]): Promise<void> {
    account = opened;
    capabilities = found;
    await learn();
    const { backfill } = await submit('billing.syncState', {});
    if (backfill === null) await submit('billing.recordBackfill', { change: 'started' });
    onChange();
  }

  const mayChange = (): void => {
    const refusal = FIXED[secrets.place];
    if (refusal !== undefined) throw refusal;
  };
  const keepSecrets = (next: readonly WebhookSecret[]): Promise<void> =>
    secrets.keep('stripe.webhookSecrets', next.length === 0 ? null : JSON.stringify(next));
  const known = (): readonly WebhookSecret[] => webhookSecretsIn(secrets);

  return {
    account: () => account,
    /** Stripe has not said yet whose the key of before is, and what it may do. */
    isTakingUp: () => isTakingUp && account === null,
    recorded: () => (recorded?.disconnectedAt === null ? recorded : null),
    signingSecrets: (): readonly string[] => known().map(({ secret }) => secret),
    signed: (secret: string): void => void lastUsed.set(secret, clock()),
    /** Takes up the connection of before, or the one that the environment orders. */
    start: async (): Promise<void> => {
      await learn();
      const key = secrets.get('stripe.key');
      if (key === null) return;
      refuseKey(key);
      isTakingUp = true;
      try {
        if (recorded?.disconnectedAt === null) await takeUp(key);
        else await connect(key, false, { kind: 'system' });
        isTakingUp = false;
      } catch (error) {
        // Whatever of it could not be asked: somebody tries again.
        isTakingUp = isPassing(error);
        throw error;
      }
    },
    handlers: {
      connect: ({ key, dryRun }: ParsedInputOf<'billing.connect'>, by: Principal) => {
        mayChange();
        return connect(key, dryRun, by);
      },
      disconnect: async (by: Principal): Promise<OutputOf<'billing.disconnect'>> => {
        mayChange();
        await secrets.keep('stripe.key', null);
        await keepSecrets([]);
        account = null;
        capabilities = [];
        if (recorded?.disconnectedAt === null) await submit('billing.recordDisconnection', {}, by);
        await learn();
        onChange();
        return {};
      },
      addSecret: async (secret: string, by: Principal): Promise<OutputOf<'billing.addWebhookSecret'>> => {
        mayChange();
        if (known().some((one) => one.secret === secret)) return {};
        await keepSecrets([{ secret, addedAt: clock() }, ...known()].slice(0, MOST_SECRETS));
        await submit('billing.recordSecrets', { change: 'added' }, by);
        return {};
      },
      removeSecret: async (hint: string, by: Principal): Promise<OutputOf<'billing.removeWebhookSecret'>> => {
        mayChange();
        const rest = known().filter(({ secret }) => hintOf(secret) !== hint);
        if (rest.length === known().length)
          throw new AppError('NOT_FOUND', 'There is no such signing secret.', { reason: 'webhookSecret' });
        await keepSecrets(rest);
        await submit('billing.recordSecrets', { change: 'removed' }, by);
        return {};
      },
      details: (): OutputOf<'billing.connectionDetails'> => {
        const key = secrets.get('stripe.key');
        return {
          keyHint: key === null ? null : hintOf(key),
          isRestricted: account?.isRestricted ?? false,
          place: secrets.place,
          canKeep: secrets.place === 'keychain',
          apiVersion: API_VERSION,
          capabilities,
          webhookSecrets: known().map(({ secret, addedAt }) => ({
            hint: hintOf(secret),
            addedAt,
            lastUsedAt: lastUsed.get(secret) ?? null,
          })),
          webhookUrl: webhookUrl(),
        };
      },
    },
  };
}
