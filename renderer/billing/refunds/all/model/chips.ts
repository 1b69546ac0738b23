import type { Words } from '#renderer/app/words/en.ts';
import type { NamedChip } from '#renderer/billing/payments/filters/ChipRow.tsx';
import { amountRangeText, chipsFrom, timeText } from '#renderer/billing/payments/model/chips.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import type { RefundFilterName, RefundFilters } from './filters.ts';

/** Everything that is set, in the order of the filters. `nameOf`: what a colleague is called. */
export function refundChipsOf(
  filters: RefundFilters,
  { payments, refunds }: Words['billing'],
  nameOf: (accountId: string) => string,
  locale: string,
): readonly NamedChip<RefundFilterName>[] {
  const { chip, decisions, origins } = refunds.all.filters;
  const { states } = refunds;
  const { time, reason, product, origin, isGiven, decision, failureCode, paymentId, person, label } = filters;
  const by = (
    told: (name: string) => string,
    nobody: string,
    accountId: string | null | undefined,
  ): string | undefined =>
    accountId === null ? nobody : accountId === undefined ? undefined : told(nameOf(accountId));
  const orNone = (value: string | null | undefined, none: string, say: (value: string) => string) =>
    value === null ? none : value === undefined ? undefined : say(value);
  return chipsFrom<RefundFilterName>([
    [paymentId === undefined ? undefined : chip.payment(paymentId), 'paymentId'],
    [filters.states?.map((state) => states[state]).join(', '), 'states'],
    [isGiven === undefined ? undefined : isGiven ? chip.given : chip.notGiven, 'isGiven'],
    [time === undefined ? undefined : timeText(time, payments, locale), 'time'],
    [amountRangeText(filters, payments, locale), 'amountFrom', 'amountTo'],
    [filters.currency, 'currency'],
    [origin === undefined ? undefined : origins[origin], 'origin'],
    [orNone(reason, chip.noReason, (value) => reasonText(value, payments)), 'reason'],
    [person === undefined ? undefined : chip.person(nameOf(person)), 'person'],
    [by(chip.drafted, chip.draftedByNobody, filters.draftedBy), 'draftedBy'],
    [by(chip.requested, chip.requestedByNobody, filters.requestedBy), 'requestedBy'],
    [by(chip.approved, chip.approvedByNobody, filters.approvedBy), 'approvedBy'],
    [decision === undefined ? undefined : decisions[decision], 'decision'],
    [orNone(product, chip.noProduct, chip.product), 'product'],
    [orNone(label, chip.noLabel, chip.label), 'label'],
    [failureCode === undefined ? undefined : chip.failed(reasonText(failureCode, payments)), 'failureCode'],
  ]);
}
