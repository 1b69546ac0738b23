import type { FileField, TextField } from '#shared/billing/disputes/evidence.ts';

interface FieldWords {
  readonly label: string;
  readonly help: string;
}

/** What each piece of evidence is, and how a bank reads it (docs.stripe.com/api/disputes/update). */
export const textFieldWords: Readonly<Record<TextField, FieldWords>> = {
  product_description: { label: 'What was sold', help: 'What they bought, in words that somebody else understands.' },
  customer_name: { label: 'Customer’s name', help: 'As they gave it.' },
  customer_email_address: { label: 'Customer’s e-mail address', help: 'As they gave it.' },
  customer_purchase_ip: { label: 'IP address of the purchase', help: 'From which they paid, if your shop keeps it.' },
  billing_address: { label: 'Billing address', help: 'As they gave it.' },
  shipping_address: { label: 'Shipping address', help: 'Where it was sent, as complete as possible.' },
  shipping_carrier: { label: 'Carrier', help: 'Who delivered it, such as DHL. Several, with commas between them.' },
  shipping_date: { label: 'Shipped on', help: 'The day it left you, such as 3 March 2026.' },
  shipping_tracking_number: { label: 'Tracking number', help: 'Of the carrier. Several, with commas between them.' },
  service_date: { label: 'Service given on', help: 'The day they received or began to use it.' },
  access_activity_log: {
    label: 'Activity',
    help: 'When and from where they used what they bought: downloads, sign-ins, messages.',
  },
  refund_policy_disclosure: {
    label: 'How they saw the refund policy',
    help: 'Where and when they read it before they paid.',
  },
  refund_refusal_explanation: {
    label: 'Why no refund is due',
    help: 'What they asked for, and why the policy does not give it.',
  },
  cancellation_policy_disclosure: {
    label: 'How they saw the cancellation policy',
    help: 'Where and when they read it before they paid.',
  },
  cancellation_rebuttal: {
    label: 'Why it was not cancelled',
    help: 'That they did not cancel, or after they had been charged.',
  },
  duplicate_charge_id: { label: 'The other charge', help: 'The Stripe id of what looks like the same: ch_...' },
  duplicate_charge_explanation: {
    label: 'Why these are two payments',
    help: 'What each was for, and how they differ.',
  },
  uncategorized_text: {
    label: 'The story in your words',
    help: 'What happened, in order, and what was said. Everything that has no place elsewhere.',
  },
};

export const fileFieldWords: Readonly<Record<FileField, FieldWords>> = {
  receipt: { label: 'Receipt', help: 'Whatever told them of the charge.' },
  customer_communication: {
    label: 'Messages with the customer',
    help: 'E-mails or letters that show they got it, used it or liked it.',
  },
  customer_signature: { label: 'Signature', help: 'A contract or document that they signed.' },
  shipping_documentation: {
    label: 'Proof of shipping',
    help: 'A label or proof of delivery that shows the full address.',
  },
  service_documentation: { label: 'Proof of service', help: 'A work order, a contract, a certificate.' },
  refund_policy: { label: 'Refund policy', help: 'The page as they saw it.' },
  cancellation_policy: { label: 'Cancellation policy', help: 'The page as they saw it.' },
  duplicate_charge_documentation: {
    label: 'Papers of the other charge',
    help: 'Its receipt or label, to compare with this one’s.',
  },
  uncategorized_file: { label: 'Another file', help: 'Everything that has no place elsewhere.' },
};

interface ReasonWords {
  /** What the customer says to their bank. */
  readonly means: string;
  /** What usually decides it (docs.stripe.com/disputes/categories). */
  readonly wins: string;
}

const general: ReasonWords = {
  means: 'The bank gives no closer reason. Ask the customer what is wrong, if you can.',
  wins: 'Show what was bought, that it was delivered, and what you wrote to each other.',
};

export const reasonWords: Readonly<Record<string, ReasonWords>> = {
  general,
  fraudulent: {
    means: 'The cardholder says that they did not make this payment.',
    wins: 'Show that it was they: the same name, address and e-mail as before, earlier payments they did not dispute, messages of theirs, a delivery to their address.',
  },
  unrecognized: {
    means: 'The cardholder does not recognise this payment on their statement.',
    wins: 'Show what it was for and that it was they who bought it. Often a message to them is enough.',
  },
  product_not_received: {
    means: 'The customer says that what they paid for never came.',
    wins: 'Show that it was delivered, to the address they gave, before the dispute: proof of delivery, a tracking number, a log of their use.',
  },
  product_unacceptable: {
    means: 'The customer says that it was broken, or not as described.',
    wins: 'Show that it was as you described it, or that you offered to repair, replace or refund it and they did not send it back.',
  },
  credit_not_processed: {
    means: 'The customer says that you owe them a refund.',
    wins: 'Show that you made it, or that your policy, which they saw before they paid, does not give one.',
  },
  duplicate: {
    means: 'The customer says that they were charged twice for the same.',
    wins: 'Show that there were two purchases: two receipts, two deliveries, what each was for.',
  },
  subscription_canceled: {
    means: 'The customer says that they had cancelled before this payment.',
    wins: 'Show that they did not, or that they went on using it, and the policy they agreed to.',
  },
};
export const otherReason: ReasonWords = general;
