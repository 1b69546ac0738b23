import type { ParsedInputOf } from '#shared/contract.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { takeFetched, takeGone } from '#server/billing/mirror/absorb.ts';
import { createDraft } from '#server/billing/mirror/draft.ts';
import type { Reference } from '#server/billing/mirror/references.ts';
import { settleRefunds } from '#server/billing/refunds/settle.ts';
import { parseObject } from '#server/billing/mirror/stored.ts';
import { answered, askLater } from '#server/billing/mirror/wishes.ts';
import { writeDraft } from '#server/billing/mirror/writeDraft.ts';
import { followChanges } from './followChanges.ts';
import { keepPlace } from './backfill.ts';
import { countFindings, type Finding } from './reconciliations.ts';
import { recordPage, recordPayments } from './recordPayments.ts';

type Input = ParsedInputOf<'billing.mirrorObjects'>;

/** Takes all of a call's objects into a draft. @returns what the mirror lacked, or had otherwise. */
async function take(draft: ReturnType<typeof createDraft>, { objects, gone }: Input): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { kind, id, asOf, json: text } of objects) {
    const found = await takeFetched(draft, { kind, id, asOf, json: parseObject(text), text });
    if (found === 'missing' || found === 'stale') findings.push({ kind, id, finding: found });
  }
  for (const reference of gone) if (await takeGone(draft, reference)) findings.push({ ...reference, finding: 'stale' });
  return findings;
}

/** What was asked for has come: unless it came too early to answer, it is off the list. */
async function settleWishes({ unit, at }: CommandContext, { objects, gone }: Input): Promise<void> {
  for (const { asOf, ...object } of objects) {
    const reference: Reference = object;
    if ((await answered(unit, reference, asOf)) === 0) await askLater(unit, reference, at);
  }
  for (const reference of gone) await answered(unit, reference, Number.MAX_SAFE_INTEGER);
}

/** A refund that is asked about may have been mirrored before anybody here had decided on it. */
async function settleAnswered(context: CommandContext, draft: ReturnType<typeof createDraft>, { objects }: Input) {
  for (const { kind, id } of objects) {
    if (kind !== 'refund') continue;
    const refund = await draft.now.object({ kind, id });
    if (refund !== null) await settleRefunds(context, [refund]);
  }
}

/** The one door by which what was fetched comes in: pages of a back-fill and of a reconciliation, and single objects. */
export const mirrorObjects: CommandHandler<'billing.mirrorObjects'> = async (context, input) => {
  const { unit, at } = context;
  const { backfill, reconciliationId } = input;
  const draft = createDraft(unit);
  const findings = await take(draft, input);
  await settleWishes(context, input);
  const { payments, changed, wantsFetch } = await writeDraft(unit, draft, { at, isBackfill: backfill !== undefined });
  await followChanges(context, draft.changes(), payments);
  if (backfill === undefined && reconciliationId === undefined) await settleAnswered(context, draft, input);
  if (backfill !== undefined) {
    await keepPlace(unit, backfill, input.objects.length);
    await recordPage(context, backfill.kind, payments.length);
  } else await recordPayments(context, payments);
  if (reconciliationId !== undefined) await countFindings(unit, reconciliationId, input.objects.length, findings);
  return {
    changed,
    missing: findings.filter(({ finding }) => finding === 'missing').length,
    stale: findings.filter(({ finding }) => finding === 'stale').length,
    wantsFetch,
  };
};
