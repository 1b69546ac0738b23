import { AppError } from '#shared/wire/errors.ts';
import type { BillingMode } from '#shared/billing/connection/contract.ts';
import { isSigned } from '#server/billing/stripe/signature.ts';
import { arrivalOf } from './arrivals.ts';
import type { Surroundings } from './surroundings.ts';

export interface WebhookAnswer {
  readonly status: 200 | 400 | 503;
  readonly body: { readonly received: boolean };
}

export interface WebhookOptions extends Pick<Surroundings, 'submit' | 'clock'> {
  readonly secrets: () => readonly string[];
  /** Whose events are taken; null takes none. */
  readonly connection: () => { readonly accountId: string; readonly mode: BillingMode } | null;
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
export function createWebhook({ submit, clock, secrets, connection, onSigned, onArrival }: WebhookOptions) {
  return async (body: Buffer, signature: string | undefined): Promise<WebhookAnswer> => {
    const connected = connection();
    const secret = connected === null ? null : isSigned(body, signature, secrets(), clock());
    if (connected === null || secret === null) return REFUSED;
    const payload = body.toString();
    const arrival = arrivalOf(parsed(payload), payload);
    if (arrival === null) return REFUSED;
    const { isLive, account, ...input } = arrival;
    if (isLive !== (connected.mode === 'live') || (account !== null && account !== connected.accountId)) return REFUSED;
    onSigned(secret);
    try {
      await submit('billing.receiveEvent', { ...input, via: 'webhook' });
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAVAILABLE') return { status: 503, body: { received: false } };
      throw error;
    }
    onArrival();
    return { status: 200, body: { received: true } };
  };
}
