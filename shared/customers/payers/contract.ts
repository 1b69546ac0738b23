import { z } from 'zod';
import { currency } from '#shared/billing/payments/contract.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, nothing, text } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();

/** Who paid, in Stripe's words: a customer of Stripe's (`cus_...`), or a payment that has none and stands for itself. */
export const payerId = z
  .string()
  .max(255)
  .regex(/^(cus|pi|ch|py)_\w+$/, 'must be a Stripe customer or a payment: cus_..., pi_... or ch_...');

/**
 * Why payments are a customer's (docs/adr/0038). `verified`: their Stripe customer carries our customer's id. `request`: they paid what was asked for
 * in their conversation. `email`: the same address, for which a colleague vouches. `hand`: a colleague said so.
 */
export const howLinked = z.enum(['verified', 'request', 'email', 'hand']);
export type HowLinked = z.infer<typeof howLinked>;

const payer = z.object({
  payerId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Of a payment without a Stripe customer; null for a Stripe customer. */
  payment: z.object({ amount, currency, createdAt: instant }).nullable(),
});
export type Payer = z.infer<typeof payer>;

const linkedPayer = payer.extend({
  how: howLinked,
  linkedAt: instant,
  /** The colleague's name; null where it was no person. */
  linkedBy: z.string().nullable(),
});
export type LinkedPayer = z.infer<typeof linkedPayer>;

const linking = z.strictObject({ id, customerId: id, payerId });
const linker = {
  principals: ['staff'],
  permission: 'customers.manage',
  place: 'core',
  repetition: 'receipt',
  errors: ['NOT_FOUND', 'CONFLICT'],
} as const;
const reader = { principals: ['staff'], permission: 'payments.read', place: 'core', reader: 'reports' } as const;

export const payersContract = {
  /** What a customer has paid, and how we know. */
  'customers.money': query({
    ...reader,
    errors: ['NOT_FOUND'],
    input: z.strictObject({ customerId: id }),
    output: z.object({
      /** Of payments by which money came, by currency, that of most payments first. */
      totals: z.array(z.object({ currency, payments: z.int(), paid: amount, refunded: amount })),
      /** Disputes that are not decided. */
      openDisputes: z.int(),
      /** When money first came, and last. */
      firstPaymentAt: instant.nullable(),
      lastPaymentAt: instant.nullable(),
      /** The newest links first, at most 50. */
      payers: z.array(linkedPayer),
      /** With the same address, nobody's, and never taken off somebody: for a person to judge. At most 20. */
      suggestions: z.array(payer),
    }),
  }),
  /** Stripe customers by the beginnings of words of name, address or id; a payment's id finds the payer of that payment. At most 20. */
  'customers.findPayers': query({
    ...reader,
    errors: [],
    input: z.strictObject({ text: text.max(200) }),
    output: z.object({
      payers: z.array(
        payer.extend({
          /** Whose it is. */
          customer: z.object({ id, name: z.string().nullable(), email: z.string().nullable() }).nullable(),
        }),
      ),
    }),
  }),
  /**
   * The payments of a payer are this customer's. A payment that has a Stripe customer stands for all of that customer's.
   * CONFLICT `linkedElsewhere`: they are another customer's; that is to be undone first.
   */
  'customers.linkPayer': command({ ...linker, input: linking, output: nothing }),
  /** They are not theirs, and only a person links them again. NOT_FOUND: they are not this customer's. */
  'customers.unlinkPayer': command({ ...linker, input: linking, output: nothing }),

  /** On `payments`: other payments are this customer's than before. */
  'customers.payersChanged': event({
    audience: ['staff'],
    fleeting: false,
    data: z.object({ customerId: id, payerId }),
  }),
} as const;
