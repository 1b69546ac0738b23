import { FILE_FIELDS, TEXT_FIELDS, type FileField, type TextField } from './evidence.ts';

export type EvidenceField = TextField | FileField;

const WHO = ['customer_name', 'customer_email_address', 'customer_purchase_ip', 'billing_address'] as const;
const SHIPPING = [
  'shipping_documentation',
  'shipping_carrier',
  'shipping_tracking_number',
  'shipping_date',
  'shipping_address',
] as const;
const SERVICE = ['service_date', 'service_documentation', 'access_activity_log'] as const;
const REFUNDS = ['refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation'] as const;
const SAID = ['customer_communication', 'uncategorized_text'] as const;

/**
 * What is asked for first, by Stripe's reason of a dispute: the evidence that its guidelines recommend for the category
 * (docs.stripe.com/disputes/categories, "Evidence guidelines"; what each field means, docs.stripe.com/api/disputes/update). Reasons of bank
 * debits, for which Stripe recommends nothing, ask for what a general dispute does.
 */
const GENERAL: readonly EvidenceField[] = ['product_description', 'receipt', ...WHO, ...SAID, 'uncategorized_file'];
const FRAUDULENT: readonly EvidenceField[] = [
  'product_description',
  'receipt',
  ...WHO,
  'customer_signature',
  'access_activity_log',
  ...SHIPPING,
  ...SAID,
];
const RECOMMENDED: Readonly<Record<string, readonly EvidenceField[]>> = {
  credit_not_processed: ['product_description', ...REFUNDS, ...SAID],
  duplicate: [
    'duplicate_charge_id',
    'duplicate_charge_explanation',
    'duplicate_charge_documentation',
    'receipt',
    'shipping_documentation',
    'service_documentation',
    ...SAID,
  ],
  fraudulent: FRAUDULENT,
  general: GENERAL,
  product_not_received: ['product_description', ...SHIPPING, ...SERVICE, 'receipt', ...SAID],
  product_unacceptable: [
    'product_description',
    ...REFUNDS,
    'shipping_documentation',
    'service_documentation',
    'receipt',
    ...SAID,
  ],
  subscription_canceled: [
    'cancellation_policy',
    'cancellation_policy_disclosure',
    'cancellation_rebuttal',
    'access_activity_log',
    'product_description',
    ...SAID,
  ],
  unrecognized: FRAUDULENT,
};

/** The fields of a dispute's form: those that help with its reason, in the order in which they are asked for, and all others. */
export function fieldsFor(reason: string | null): {
  readonly recommended: readonly EvidenceField[];
  readonly others: readonly EvidenceField[];
} {
  const recommended = (reason !== null && Object.hasOwn(RECOMMENDED, reason) ? RECOMMENDED[reason] : null) ?? GENERAL;
  const all: readonly EvidenceField[] = [...TEXT_FIELDS, ...FILE_FIELDS];
  return { recommended, others: all.filter((field) => !recommended.includes(field)) };
}

export const isFileField = (field: EvidenceField): field is FileField =>
  (FILE_FIELDS as readonly string[]).includes(field);
