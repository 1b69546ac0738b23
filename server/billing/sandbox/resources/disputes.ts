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

const MAXIMUM_EVIDENCE = 150_000;
const { enhanced_evidence: _, ...TEXTS } = NO_EVIDENCE;
const EVIDENCE = hash({
  ...(Object.fromEntries(Object.keys(TEXTS).map((name) => [name, clearable(text(MAXIMUM_EVIDENCE))])) as Record<
    keyof typeof TEXTS,
    ReturnType<typeof clearable<string>>
  >),
  enhanced_evidence: anything(),
});

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
  if (evidence !== undefined) requireOpen(dispute, 'send evidence for');
  // Evidence that is sent goes to the bank at once, unless it is only staged.
  if (evidence !== undefined && submit !== false) return submitEvidence(world, dispute, changes);
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
