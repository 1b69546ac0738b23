import {
  Ban,
  CalendarClock,
  CircleCheck,
  Coins,
  CreditCard,
  Gauge,
  History,
  PencilLine,
  PiggyBank,
  UserCheck,
} from 'lucide-react';
import type { Words } from '#renderer/app/words/en.ts';
import { methodText } from '#renderer/billing/payments/model/labels.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { IconLine } from '#renderer/ui/IconLines.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import type { Preview, RefundPlan } from './refundPlan.ts';

interface Told {
  readonly plan: RefundPlan;
  readonly preview: Preview;
  readonly method: Payment['method'];
  readonly who: string;
  /** `approve`: it was requested before, and this is the decision. */
  readonly deed: 'request' | 'draft' | 'approve';
}

/** Who decides, and what that means. */
function decisionOf({ plan: { verdict }, preview: { limit, currency }, deed }: Told, words: Words, locale: string) {
  const { lines } = words.billing.refunds.dialog;
  if (deed === 'draft') return [[PencilLine, lines.draft]] as const;
  if (deed === 'approve' || verdict?.kind === 'alone') return [[CircleCheck, lines.alone]] as const;
  if (verdict?.kind !== 'approval') return [];
  const threshold = formatMoney({ amount: limit?.approvalAbove ?? 0, currency }, locale);
  const why =
    verdict.because === 'noLimit' ? lines.approval.noLimit(currency) : lines.approval.aboveThreshold(threshold);
  return [[UserCheck, why]] as const;
}

/** Exactly what will happen, to whom, how much, and when it arrives (5 to 10 business days for cards: docs.stripe.com/refunds). */
export function refundLines(told: Told, words: Words, locale: string): readonly IconLine[] {
  const { plan, preview, method, who } = told;
  const { lines } = words.billing.refunds.dialog;
  const { currency, received, refunded, reserved, feeKept } = preview;
  const { amount } = plan.read;
  if (amount === null || plan.stays === null || plan.refusal !== null) return [];
  const text = (value: number, of = currency): string => formatMoney({ amount: value, currency: of }, locale);
  const before = [
    ...(refunded > 0 ? [lines.refunded(text(refunded))] : []),
    ...(reserved > 0 ? [lines.reserved(text(reserved))] : []),
  ];
  const isCard = method?.type.startsWith('card') === true;
  return [
    [
      CreditCard,
      method === null
        ? lines.goesBackAnyhow(text(amount), who)
        : lines.goesBack(text(amount), who, methodText(method, words.billing.payments)),
    ],
    [CalendarClock, isCard ? lines.arrivesCard : lines.arrivesElse],
    plan.stays > 0
      ? [PiggyBank, lines.stays(text(plan.stays), text(received))]
      : [Ban, lines.nothingStays(text(received))],
    ...(before.length > 0
      ? ([[History, lines.before(new Intl.ListFormat(locale, { type: 'conjunction' }).format(before))]] as const)
      : []),
    ...(feeKept === null || feeKept.amount === 0
      ? []
      : ([[Coins, lines.feeKept(text(feeKept.amount, feeKept.currency))]] as const)),
    ...decisionOf(told, words, locale),
    ...(plan.leftToday === null ? [] : ([[Gauge, lines.leftToday(text(plan.leftToday))]] as const)),
  ];
}
