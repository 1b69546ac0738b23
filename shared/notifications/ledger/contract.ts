import { z } from 'zod';
import { fate, kind } from '#shared/notifications/contract.ts';
import { DELIVERY_STATES } from '#shared/notifications/kinds.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, sequence } from '#shared/wire/schemas.ts';

const admin = { principals: ['staff'], permission: 'monitoring.manage' } as const;

/** Which of the ledger's items: by a way that they went, and what became of it there. */
const ledgerFilter = z.strictObject({
  before: sequence.nullable().default(null),
  kind: kind.nullable().default(null),
  state: z.enum(DELIVERY_STATES).nullable().default(null),
  accountId: id.nullable().default(null),
});

export const webhook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  kinds: z.array(kind),
  createdAt: instant,
  /** The last attempt, and what came of it in words; null where it was taken. */
  lastAt: instant.nullable(),
  lastFailure: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhook>;

/** What became of every notification, and other programs that are told. */
export const ledgerContract = {
  /** Every notification and its fate, newest first. */
  'notifications.ledger': query({
    ...admin,
    place: 'core',
    // What became of something seldom is looked for among all there is.
    reader: 'reports',
    errors: [],
    input: ledgerFilter,
    output: z.object({
      items: z.array(fate.extend({ account: z.object({ id, name: z.string() }) })),
      hasMore: z.boolean(),
    }),
  }),
  'notifications.webhooks': query({
    ...admin,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ webhooks: z.array(webhook) }),
  }),
  /** `secret`: by which the receiver checks the signature (Standard Webhooks, `whsec_...`); it is told here and nowhere else. */
  'notifications.addWebhook': command({
    ...admin,
    place: 'gateway',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, name: line(80), url: z.url().max(1_000), kinds: z.array(kind).min(1) }),
    output: z.object({ secret: z.string() }),
  }),
  'notifications.removeWebhook': command({
    ...admin,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ webhookId: id }),
    output: nothing,
  }),
} as const;
