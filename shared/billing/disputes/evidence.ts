/**
 * What Stripe takes as evidence (docs.stripe.com/api/disputes/update). A text field takes 20,000 characters where Stripe says so; the
 * others hold a line, for which 1,000 are plenty. All together 150,000.
 */
const LONG = 20_000;
const LINE = 1_000;
export const TEXT_LIMITS = {
  product_description: LONG,
  customer_name: LINE,
  customer_email_address: LINE,
  customer_purchase_ip: LINE,
  billing_address: LINE,
  shipping_address: LINE,
  shipping_carrier: LINE,
  shipping_date: LINE,
  shipping_tracking_number: LINE,
  service_date: LINE,
  access_activity_log: LONG,
  refund_policy_disclosure: LONG,
  refund_refusal_explanation: LONG,
  cancellation_policy_disclosure: LONG,
  cancellation_rebuttal: LONG,
  duplicate_charge_id: LINE,
  duplicate_charge_explanation: LONG,
  uncategorized_text: LONG,
} as const;
export type TextField = keyof typeof TEXT_LIMITS;
export const TEXT_FIELDS = Object.keys(TEXT_LIMITS) as [TextField, ...TextField[]];
export const MOST_CHARACTERS = 150_000;

/** Fields that hold one file each. */
export const FILE_FIELDS = [
  'receipt',
  'customer_communication',
  'customer_signature',
  'shipping_documentation',
  'service_documentation',
  'refund_policy',
  'cancellation_policy',
  'duplicate_charge_documentation',
  'uncategorized_file',
] as const;
export type FileField = (typeof FILE_FIELDS)[number];

/** Fields that a shop's facts and conversations have something to say about. */
export const ASSEMBLED_FIELDS = [
  'product_description',
  'customer_name',
  'customer_email_address',
  'billing_address',
  'shipping_address',
  'shipping_carrier',
  'shipping_tracking_number',
  'access_activity_log',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'cancellation_policy_disclosure',
  'duplicate_charge_id',
  'duplicate_charge_explanation',
  'uncategorized_text',
] as const satisfies readonly TextField[];
export type AssembledField = (typeof ASSEMBLED_FIELDS)[number];

/**
 * Of one file 5 MB (docs.stripe.com/file-upload), of all together 4.5 MB, which is what is passed on to a bank
 * (docs.stripe.com/disputes/responding). Stripe does not say which megabyte it means; this is the smaller one.
 */
export const MOST_FILE_BYTES = 5_000_000;
export const MOST_BYTES_TOGETHER = 4_500_000;

/** What a file is, and how its bytes begin: names and types that a browser tells prove nothing. */
const BEGINNINGS = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
] as const;
export const FILE_TYPES = ['pdf', 'jpeg', 'png'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** By its first bytes; null for what Stripe does not take. */
export const fileTypeOf = (bytes: Uint8Array): FileType | null =>
  BEGINNINGS.find(([, beginning]) => beginning.every((byte, place) => bytes[place] === byte))?.[0] ?? null;

/** A file travels in parts of so many bytes, as a frame is bounded; `ceil` of the largest file. */
export const PART_BYTES = 32 * 1024;
export const MOST_PARTS = Math.ceil(MOST_FILE_BYTES / PART_BYTES);
