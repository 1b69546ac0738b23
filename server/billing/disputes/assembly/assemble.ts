import { TEXT_LIMITS } from '#shared/billing/disputes/evidence.ts';
import { isGranted, type Principal } from '#shared/wire/access.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { knownOf, type Known } from './facts.ts';
import { saidWith } from './said.ts';
import { activityText, TEXTS, withMessages } from './texts.ts';

const NOTHING_SAID = { messages: [], more: 0 } as const;

/** Only with whoever paid, and only for those who may read the chat. */
async function saidIn({ db }: ReadUnit, principal: Principal, { customer }: Known) {
  const mayRead = principal.kind === 'staff' && isGranted(principal.roles, 'chat.read');
  return customer === null || !mayRead ? NOTHING_SAID : saidWith(db, customer.id);
}

export const assembleEvidence: QueryHandler<'billing.assembleEvidence'> = async (
  { unit, principal },
  { disputeId, field },
) => {
  const known = await knownOf(unit, disputeId);
  if (field === 'access_activity_log') {
    const { messages } = await saidIn(unit, principal, known);
    return { text: activityText(messages).slice(0, TEXT_LIMITS[field]), messages: messages.length, leftOut: 0 };
  }
  const text = TEXTS[field](known).slice(0, TEXT_LIMITS[field]);
  if (field !== 'uncategorized_text') return { text, messages: 0, leftOut: 0 };
  const { messages, more } = await saidIn(unit, principal, known);
  return withMessages(text, messages, more);
};
