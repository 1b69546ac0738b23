import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  clearable,
  hash,
  metadata,
  oneOf,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { acceptDispute, NO_EVIDENCE, submitEvidence } from './disputing.ts';

type Dispute = Kinds['dispute'];

/** Characters of one field, and of all together (docs.stripe.com/api/disputes/update). */
const MAXIMUM_FIELD = 20_000;
const MAXIMUM_EVIDENCE = 150_000;
const { enhanced_evidence: _, ...FIELDS } = NO_EVIDENCE;
const EVIDENCE = hash({
  ...(Object.fromEntries(Object.keys(FIELDS).map((name) => [name, clearable(text(MAXIMUM_FIELD))])) as Record<
    keyof typeof FIELDS,
    ReturnType<typeof clearable<string>>
  >),
  enhanced_evidence: anything(),
});

/** Fields that hold a file that was uploaded. */
const FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;

/** @throws StripeError for a file that was not uploaded, and for more text than the bank takes. */
function checkEvidence({ store }: World, evidence: Dispute['evidence']): void {
  for (const name of FILES) {
    const id = evidence[name];
    if (typeof id === 'string') store.need('file', id, `evidence[${name}]`);
  }
  const texts = Object.values(evidence).filter((value) => typeof value === 'string');
  const length = texts.reduce((sum, value) => sum + value.length, 0);
  if (length > MAXIMUM_EVIDENCE)
    throw invalidRequest(
      `The combined character count of all evidence fields must be at most ${MAXIMUM_EVIDENCE}; you sent ${length}.`,
      { param: 'evidence' },
    );
}

const OPEN = new Set(['needs_response', 'warning_needs_response']);

function requireOpen({ id, status }: Dispute, what: string): void {
  if (OPEN.has(status)) return;
  throw invalidRequest(`You cannot ${what} dispute ${id} because it has a status of ${status}.`, {
    code: 'dispute_unexpected_state',
  });
}

function update(
  world: World,
  dispute: Dispute,
  {
    evidence,
    intended_submission_method: intended,
    metadata: change,
    submit,
  }: {
    readonly evidence?: object | undefined;
    readonly intended_submission_method?: NonNullable<Dispute['intended_submission_method']> | undefined;
    readonly metadata?: Parameters<typeof changedMetadata>[1] | undefined;
    readonly submit?: boolean | undefined;
  },
): Dispute {
  const set = Object.fromEntries(Object.entries(evidence ?? {}).filter(([, value]) => value !== undefined));
  const next = { ...dispute.evidence, ...set };
  const changes: Partial<Dispute> = {
    evidence: next,
    metadata: changedMetadata(dispute.metadata, change),
    ...(intended === undefined ? {} : { intended_submission_method: intended }),
  };
  const isSent = submit === true || (evidence !== undefined && submit !== false);
  if (evidence !== undefined || submit === true) requireOpen(dispute, 'send evidence for');
  checkEvidence(world, next);
  // Evidence that is sent goes to the bank at once, unless it is only staged; staged evidence goes with `submit` alone.
  if (isSent) return submitEvidence(world, dispute, changes);
  const hasEvidence = Object.values(set).some((value) => value !== null) || dispute.evidence_details.has_evidence;
  return changeAndTell(
    world,
    'dispute',
    dispute,
    { ...changes, evidence_details: { ...dispute.evidence_details, has_evidence: hasEvidence } },
    'charge.dispute.updated',
  );
}

export const DISPUTE_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/disputes',
    { ...PAGING_AND_CREATED, charge: text(), payment_intent: text() },
    (world, { charge, payment_intent, ...page }) => listOf(world, 'dispute', page, { charge, payment_intent }),
  ),
  route('GET', '/v1/disputes/:id', {}, ({ store }, __, { id }) => store.need('dispute', id)),
  route(
    'POST',
    '/v1/disputes/:id',
    {
      evidence: EVIDENCE,
      intended_submission_method: oneOf('manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes'),
      metadata: metadata(),
      submit: boolean(),
    },
    (world, given, { id }) => update(world, world.store.need('dispute', id), given),
  ),
  route('POST', '/v1/disputes/:id/close', {}, (world, __, { id }) => {
    const dispute = world.store.need('dispute', id);
    requireOpen(dispute, 'close');
    return acceptDispute(world, dispute);
  }),
];
