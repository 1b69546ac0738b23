import { AppError } from '#shared/wire/errors.ts';
import type { BillingMode } from '#shared/billing/connection/contract.ts';
import { isSigned } from '#server/billing/stripe/signature.ts';
import { arrivalOf } from './arrivals.ts';
import type { Surroundings } from './surroundings.ts';

export interface WebhookAnswer {
  readonly status: 200 | 400 | 503;
  readonly body: { readonly received: boolean };
}

/** Told of what is posted. */
export interface WebhookInstruments {
  /** @param lagSeconds from its making there to its being stored here. */
  received(type: string, lagSeconds: number): void;
  refused(reason: 'signature' | 'unreadable' | 'otherAccount' | 'busy'): void;
}

export interface WebhookOptions extends Pick<Surroundings, 'submit' | 'clock'> {
  readonly secrets: () => readonly string[];
  /** Whose events are taken; null takes none. */
  readonly connection: () => { readonly accountId: string; readonly mode: BillingMode } | null;
  readonly instruments?: WebhookInstruments | undefined;
  readonly onSigned: (secret: string) => void;
  readonly onArrival: () => void;
}

const REFUSED: WebhookAnswer = { status: 400, body: { received: false } };

/** Null for what is no JSON: whoever has the secret may still have signed something else. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}

/** Takes Stripe's events: stored when the answer is 200, and nothing was stored when it is not. */
export function createWebhook({
  submit,
  clock,
  secrets,
  connection,
  instruments,
  onSigned,
  onArrival,
}: WebhookOptions) {
  function refuse(reason: Parameters<WebhookInstruments['refused']>[0], answer = REFUSED): WebhookAnswer {
    instruments?.refused(reason);
    return answer;
  }

  return async (body: Buffer, signature: string | undefined): Promise<WebhookAnswer> => {
    const connected = connection();
    const secret = connected === null ? null : isSigned(body, signature, secrets(), clock());
    if (connected === null || secret === null) return refuse('signature');
    const payload = body.toString();
    const arrival = arrivalOf(parsed(payload), payload);
    if (arrival === null) return refuse('unreadable');
    const { isLive, account, ...input } = arrival;
    if (isLive !== (connected.mode === 'live') || (account !== null && account !== connected.accountId))
      return refuse('otherAccount');
    onSigned(secret);
    try {
      await submit('billing.receiveEvent', { ...input, via: 'webhook' });
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAVAILABLE')
        return refuse('busy', { status: 503, body: { received: false } });
      throw error;
    }
    instruments?.received(input.type, clock() / 1_000 - input.created);
    onArrival();
    return { status: 200, body: { received: true } };
  };
}
