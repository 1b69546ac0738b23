import { Agent } from 'node:http';
import { goOn, type Answer, type Passage, type Trouble } from '#tests/torture/support/billing/gate.ts';
import type { Stage } from '#tests/torture/support/billing/killPlan.ts';
import { openStripeBehindGates, type StripeBehindGates } from '#tests/torture/support/billing/stripeBehindGates.ts';
import type { Ailment, Call } from './points.ts';

export interface RefundStripeOptions {
  readonly server: () => string | null;
  /** A call or delivery has come so far. @returns false when the server has been killed, and nothing of this goes further. */
  readonly come: (call: Call, stage: Stage) => Promise<boolean>;
}

/** A call for a refund, or a look for one, as it came from the server. */
export type Heard =
  | { readonly kind: 'create'; readonly life: number; readonly refundId: string; readonly sent: string }
  | { readonly kind: 'lookUp'; readonly life: number; readonly paymentId: string };

export interface RefundStripe extends StripeBehindGates {
  /** In the order in which it came. */
  readonly heard: readonly Heard[];
  /** The first `times` calls for this refund meet it. */
  afflict(refundId: string, ailment: Ailment, times: number): void;
  /** While the server asks for this refund, somebody gives all of the payment back in Stripe's Dashboard. */
  refundElsewhere(refundId: string, paymentId: string): void;
  /** While it is deaf, Stripe's events reach the server neither by webhook nor by its list. */
  deafen(isDeaf: boolean): void;
  /**
   * The server has ended. Stripe forgets the idempotency keys, as it may after a day, except of what is still on its way: whoever relies on
   * them alone refunds twice.
   */
  nextLife(): void;
}

const answerOf = (status: number, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify({ error: { type: 'api_error', message: 'Trouble on the way.' } })),
});
/** The client is not to try again by itself. */
const BROKEN = answerOf(502, { 'stripe-should-retry': 'false' });
const PAGE: Answer = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html>502 Bad Gateway</html>'),
};
const BUSY = answerOf(429);
const DOWN = answerOf(503);

function callOf({ method, path, body }: Passage): { readonly call: Call; readonly about: string } | null {
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
  if (pathname !== '/v1/refunds') return null;
  const paymentId = searchParams.get('payment_intent');
  if (method === 'GET') return paymentId === null ? null : { call: 'lookUp', about: paymentId };
  const refundId = new URLSearchParams(body.toString()).get('metadata[optimaliq_intent]');
  return refundId === null ? null : { call: 'create', about: refundId };
}

const isOfRefund = ({ body }: Passage): boolean => /"type":\s*"refund\./.test(body.toString());
const keyOf = ({ headers }: Passage): string => String(headers['idempotency-key'] ?? '');

export async function openRefundStripe({ server, come }: RefundStripeOptions): Promise<RefundStripe> {
  const heard: Heard[] = [];
  const ailments = new Map<string, { readonly ailment: Ailment; left: number }>();
  const elsewhere = new Map<string, string>();
  /** Requests whose senders know nothing of them any more, on their way. */
  const late = new Map<string, Passage>();
  const agent = new Agent({ keepAlive: true });
  let life = 0;
  let isDeaf = false;

  /** @returns what this call for it meets, which is then over by one. */
  function meet(refundId: string, ...kinds: readonly Ailment[]): Ailment | null {
    const one = ailments.get(refundId);
    if (one === undefined || one.left === 0 || !kinds.includes(one.ailment)) return null;
    one.left -= 1;
    return one.ailment;
  }

  async function beforeCreate(passage: Passage, refundId: string): Promise<boolean | Trouble> {
    const paymentId = elsewhere.get(refundId);
    if (paymentId !== undefined) {
      elsewhere.delete(refundId);
      await gates.stripe.refunds.create({ payment_intent: paymentId });
    }
    const ailment = meet(refundId, 'late', 'busy', 'down');
    if (ailment === 'busy') return BUSY;
    if (ailment === 'down') return DOWN;
    if (ailment === 'late') {
      if (!late.has(refundId)) late.set(refundId, passage);
      return 'cut';
    }
    const before = late.get(refundId);
    late.delete(refundId);
    if (before !== undefined) await goOn(gates.address, before, agent);
    return true;
  }

  const gates = await openStripeBehindGates({
    server,
    outward: {
      onAsked: async (passage) => {
        if (isDeaf && passage.path.startsWith('/v1/events?') && passage.path.includes('created')) return DOWN;
        const found = callOf(passage);
        if (found === null) return true;
        const { call, about } = found;
        heard.push(
          call === 'create'
            ? { kind: call, life, refundId: about, sent: `${keyOf(passage)} ${passage.body.toString()}` }
            : { kind: 'lookUp', life, paymentId: about },
        );
        if (!(await come(call, 'asked'))) return false;
        return call === 'create' ? beforeCreate(passage, about) : true;
      },
      onAnswered: async (passage) => {
        const found = callOf(passage);
        if (found === null) return true;
        if (!(await come(found.call, 'answered'))) return false;
        const ailment = found.call === 'create' ? meet(found.about, 'lost', 'broken', 'page') : null;
        if (ailment === null) return true;
        if (ailment === 'lost') return 'cut';
        return ailment === 'page' ? PAGE : BROKEN;
      },
      onRelayed: (passage) => {
        const found = callOf(passage);
        if (found !== null) void come(found.call, 'relayed');
      },
    },
    inward: {
      onAsked: async (passage) => !isDeaf && (!isOfRefund(passage) || (await come('delivery', 'asked'))),
      onAnswered: async (passage) => !isOfRefund(passage) || come('delivery', 'answered'),
      onRelayed: (passage) => {
        if (isOfRefund(passage)) void come('delivery', 'relayed');
      },
    },
  });
  const { database } = gates.engine.world;
  const forget = database.prepare('DELETE FROM idempotency WHERE key NOT IN (SELECT value FROM json_each(?))');

  return {
    ...gates,
    heard,
    afflict: (refundId, ailment, times) => void ailments.set(refundId, { ailment, left: times }),
    refundElsewhere: (refundId, paymentId) => void elsewhere.set(refundId, paymentId),
    deafen: (next) => {
      isDeaf = next;
    },
    nextLife: () => {
      life += 1;
      forget.run(JSON.stringify([...late.values()].map(keyOf)));
    },
    close: async () => {
      agent.destroy();
      await gates.close();
    },
  };
}
