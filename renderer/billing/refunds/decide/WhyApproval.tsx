import { useWords } from '#renderer/app/words/useWords.ts';
import { Part } from '#renderer/billing/payments/detail/parts.tsx';
import { useRefundPolicy } from '#renderer/billing/refunds/hooks/useRefundPolicy.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';

/** Which limit makes a request wait, as the limits are now. */
export function WhyApproval({ refund }: { readonly refund: Refund }) {
  const { why: words } = useWords().billing.refunds.decide;
  const { locale } = useUiEnvironment();
  const { data: policy } = useRefundPolicy();
  if (policy === undefined || refund.state !== 'requested') return null;
  const { amount, currency } = refund;
  const limit = policy.limits.find((one) => one.currency === currency);
  const reason =
    limit === undefined
      ? words.noLimit(currency)
      : amount > limit.approvalAbove
        ? words.aboveThreshold(formatMoney({ amount: limit.approvalAbove, currency }, locale))
        : words.changed;
  return (
    <Part title={words.title}>
      <p className="text-ink-muted">{reason}</p>
    </Part>
  );
}
