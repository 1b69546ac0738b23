import { z } from 'zod';
import { currency, disputeState, payment, paymentId } from '#shared/billing/payments/contract.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';
import { DISPUTE_VIEWS } from './states.ts';
import { ASSEMBLED_FIELDS, FILE_FIELDS, FILE_TYPES, MOST_PARTS, PART_BYTES, TEXT_FIELDS } from './evidence.ts';

/** Minor units. */
const amount = z.int();
const count = z.int().min(0);
/** Legacy ones begin with `dp_`. */
export const disputeId = z.string().regex(/^(du|dp)_\w{1,250}$/, 'must be a dispute: du_... or dp_...');
/** Lower-case hex. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const textField = z.enum(TEXT_FIELDS);
const fileField = z.enum(FILE_FIELDS);

/**
 * What became of an answer that was given here. `sending`: Stripe is asked for it. `unknown`: its answer was lost, and the dispute is looked up
 * before it is asked again. `done`: Stripe has it. `declined`: Stripe did not take it, and another may be given.
 */
const answerState = z.enum(['sending', 'unknown', 'done', 'declined']);
/** `submit`: evidence goes to the bank. `accept`: the shop gives in. */
const deed = z.enum(['submit', 'accept']);
/** A bank's question may become a dispute, which is answered anew. */
const stage = z.enum(['inquiry', 'chargeback']);

const file = z.object({
  field: fileField,
  name: z.string(),
  type: z.enum(FILE_TYPES),
  bytes: z.int(),
  sha256,
});
const by = z.object({ name: z.string().nullable(), at: instant });

const answer = z.object({
  id,
  deed,
  stage,
  state: answerState,
  by,
  /** What it held; empty when the shop gave in. */
  texts: z.array(z.object({ field: textField, text: z.string() })),
  files: z.array(file),
  /** Why Stripe did not take it, in its code and in words. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  changedAt: instant,
});
export type Answer = z.infer<typeof answer>;

export const dispute = z.object({
  id: disputeId,
  paymentId,
  amount,
  currency,
  /** Stripe's: `fraudulent`, `duplicate` ... */
  reason: z.string().nullable(),
  state: disputeState,
  openedAt: instant,
  /** Until when evidence can be handed in; null when the bank takes none. */
  dueAt: instant.nullable(),
  /** Of the payment, less than which may be disputed; null until the payment is mirrored. */
  paid: amount.nullable(),
  customerId: id.nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Whether somebody has begun to collect evidence. */
  hasDraft: z.boolean(),
  /** The last one that was given here. */
  answer: z.object({ deed, stage, state: answerState, at: instant }).nullable(),
});
export type Dispute = z.infer<typeof dispute>;

const disputeView = z.enum(DISPUTE_VIEWS);
export type DisputeView = z.infer<typeof disputeView>;

/** Versions grow by one with every change, so that nobody writes over what they have not seen. */
const version = count;
export const evidence = z.object({
  /** Of the draft as a whole; 0 before it is begun. */
  revision: count,
  texts: z.array(z.object({ field: textField, text: z.string(), version, edited: by })),
  files: z.array(file.extend({ version, added: by })),
  /** Of fields whose file was taken off again. */
  empty: z.array(z.object({ field: fileField, version })),
});
export type Evidence = z.infer<typeof evidence>;

/** What the shop tells its customers, as it stands on its pages; put into evidence where it belongs. */
const policies = z.strictObject({
  refund: text.max(2_000).nullable(),
  cancellation: text.max(2_000).nullable(),
});
export type Policies = z.infer<typeof policies>;

const outcome = z.object({
  /** Stripe's; empty where it gave none. */
  reason: z.string(),
  won: count,
  lost: count,
  /** Not decided yet. */
  open: count,
});

const named = z.strictObject({ id, disputeId });
const manage = { principals: ['staff'], permission: 'disputes.manage', place: 'core' } as const;
const read = { principals: ['staff'], permission: 'payments.read', place: 'core' } as const;
const system = { principals: ['system'], permission: null, place: 'core', errors: ['NOT_FOUND'] } as const;
const saved = z.object({ version, revision: count, at: instant });
const span = { from: instant.optional(), to: instant.optional() };

export const disputesContract = {
  /** `open`: those that want an answer, the most urgent first. `review` and `closed`: newest first. */
  'billing.disputes': query({
    ...read,
    errors: [],
    input: z.strictObject({
      view: disputeView,
      /** Empty: those to which Stripe gave none. */
      reason: z
        .string()
        .regex(/^\w{0,100}$/)
        .optional(),
      outcome: z.enum(['won', 'lost']).optional(),
      /** Opened from, and before. */
      ...span,
      /** The last of the page before: its deadline or the time it was opened, and its id. */
      after: z.strictObject({ at: instant, id: disputeId }).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      disputes: z.array(dispute),
      next: z.object({ at: instant, id: disputeId }).nullable(),
      counts: z.object({ open: count, review: count, closed: count }),
    }),
  }),
  'billing.dispute': query({
    ...read,
    errors: ['NOT_FOUND'],
    input: z.strictObject({ disputeId }),
    output: z.object({
      dispute,
      /** Null until it is mirrored. */
      payment: payment.nullable(),
      evidence,
      /** Given here, the last first. */
      answers: z.array(answer),
      /** As Stripe tells it, wherever it was given. */
      atStripe: z.object({
        submissions: count,
        isPastDue: z.boolean(),
        texts: z.array(z.object({ field: textField, text: z.string() })),
        files: z.array(fileField),
      }),
      conversationIds: z.array(id),
    }),
  }),
  /** Won and lost disputes by their reason; a bank's questions decide nothing and are left out. */
  'billing.disputeOutcomes': query({
    ...read,
    errors: [],
    input: z.strictObject(span),
    output: z.object({ reasons: z.array(outcome) }),
  }),
  /** A text from what is known of the payment, of its payer and of what was said with them; for a person to edit. */
  'billing.assembleEvidence': query({
    ...manage,
    errors: ['NOT_FOUND'],
    input: z.strictObject({ disputeId, field: z.enum(ASSEMBLED_FIELDS) }),
    output: z.object({
      /** Empty when nothing is known. */
      text: z.string(),
      /** Messages in it, and how many more there were than it holds. */
      messages: count,
      leftOut: count,
    }),
  }),
  /** CONFLICT `evidenceChanged` when somebody else has written there since `version`; `answered` once it is sent. */
  'billing.saveEvidence': command({
    ...manage,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named.extend({ field: textField, text: text.max(20_000), version }),
    output: saved,
  }),
  /** A part of a file that is about to be added. What a person has sent and not added gives way to what they send now. */
  'billing.sendFilePart': command({
    ...manage,
    repetition: 'none',
    errors: [],
    input: z.strictObject({
      uploadId: id,
      part: z
        .int()
        .min(0)
        .max(MOST_PARTS - 1),
      /** Base64 of up to 32 KiB. */
      data: z.base64().max(Math.ceil(PART_BYTES / 3) * 4),
    }),
    output: nothing,
  }),
  /** Takes an uploaded file as what a field holds. CONFLICT `fileType`, `fileSize`, `filePart`, `evidenceChanged`, `answered`. */
  'billing.addEvidenceFile': command({
    ...manage,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named.extend({
      field: fileField,
      uploadId: id,
      parts: z.int().min(1).max(MOST_PARTS),
      name: line(200),
      version,
    }),
    output: saved.extend({ file }),
  }),
  'billing.removeEvidenceFile': command({
    ...manage,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named.extend({ field: fileField, version }),
    output: saved,
  }),
  /** Sends what the draft holds at `revision` to the bank, once. CONFLICT `answered`, `evidenceChanged`, `noEvidence`, `tooMuchText`, `filesTogether`. */
  'billing.submitEvidence': command({
    ...manage,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named.extend({ revision: count }),
    output: answer,
  }),
  /** Gives in: the disputed money stays with the customer. */
  'billing.acceptDispute': command({
    ...manage,
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: answer,
  }),
  'billing.disputePolicies': query({ ...read, errors: [], input: nothing, output: policies }),
  'billing.setDisputePolicies': command({
    ...manage,
    repetition: 'receipt',
    errors: ['CONFLICT'],
    input: policies.extend({ id }),
    output: policies,
  }),

  /** Answers that Stripe is to be given, or asked about, the most due first. */
  'billing.dueAnswers': query({
    ...system,
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.object({
      answers: z.array(
        z.object({
          id,
          disputeId,
          paymentId,
          deed,
          stage,
          idempotencyKey: z.string(),
          attempts: z.int(),
          /** When Stripe was asked for the first time; null before. */
          sentAt: instant.nullable(),
          /** Files that Stripe does not have yet. */
          files: z.array(file),
        }),
      ),
      nextAt: instant.nullable(),
    }),
  }),
  'billing.evidenceBytes': query({
    ...system,
    input: z.strictObject({ sha256 }),
    output: z.object({ data: z.base64() }),
  }),
  'billing.evidenceUploaded': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ answerId: id, sha256, stripeId: z.string() }),
    output: nothing,
  }),
  /** Stripe is about to be asked: durable before it is, with the very request. */
  'billing.answerSending': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ answerId: id }),
    output: z.object({ maySend: z.boolean(), request: z.string() }),
  }),
  'billing.answerUnsettled': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ answerId: id, isUnknown: z.boolean(), retryAt: instant }),
    output: nothing,
  }),
  'billing.answerDeclined': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ answerId: id, code: z.string(), message: z.string() }),
    output: nothing,
  }),

  /** On `payments`: of a dispute something was written, or sent. What Stripe does comes as `billing.paymentChanged`. */
  'billing.disputeChanged': event({
    audience: ['staff'],
    fleeting: false,
    data: z.object({ disputeId, paymentId, revision: count }),
  }),
} as const;
