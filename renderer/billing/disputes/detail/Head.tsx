import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { whoText, whyText } from '#renderer/billing/disputes/model/labels.ts';
import { StateBadge } from '#renderer/billing/disputes/parts/StateBadge.tsx';
import { methodText } from '#renderer/billing/payments/model/labels.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { exactTime } from '#renderer/ui/time.ts';
import type { OutputOf } from '#shared/contract.ts';
import { isOwed, stageOf } from '#shared/billing/disputes/states.ts';
import { isGranted } from '#shared/wire/access.ts';

type Whole = OutputOf<'billing.dispute'>;

const linkLook = 'w-fit font-medium text-accent-text underline-offset-2 hover:underline';

/** How much is disputed, by whom and why, until when, and what it is about. */
export function Head({ whole: { dispute, payment } }: { readonly whole: Whole }) {
  const words = useWords();
  const { billing } = words;
  const { detail, clock, reasons } = billing.disputes;
  const { account } = useSession();
  const { locale, timeZone } = useUiEnvironment();
  const { amount, currency, paid, reason, dueAt, state, customerId } = dispute;
  const money = (value: number): string => formatMoney({ amount: value, currency }, locale);
  const known = reason !== null && Object.hasOwn(reasons.byCode, reason) ? reasons.byCode[reason] : undefined;
  const { means, wins } = known ?? reasons.other;
  return (
    <div className="flex flex-col gap-4 px-5 pt-4 pb-5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Money amount={amount} currency={currency} className="text-display font-semibold select-text" />
            <span className="text-ink-muted">{currency}</span>
          </p>
          <p className="mt-0.5 text-ink-muted select-text">
            {whoText(dispute, billing)} · {whyText(reason, billing)}
          </p>
        </div>
        <div className="flex flex-col items-start gap-1">
          <StateBadge dispute={dispute} />
          {isOwed(state) && dueAt !== null && (
            <p className="text-meta text-ink-muted">{clock.due(exactTime(dueAt, locale, timeZone))}</p>
          )}
        </div>
      </div>
      {stageOf(state) === 'inquiry' && <p className="text-ink-muted">{detail.inquiry}</p>}
      {paid !== null && amount < paid && <p className="font-medium">{detail.partly(money(amount), money(paid))}</p>}
      <dl className="grid gap-x-6 gap-y-3 rounded-medium border border-line bg-sunken px-4 py-3 sm:grid-cols-2">
        <div>
          <dt className="text-meta font-semibold text-ink-muted">{detail.means}</dt>
          <dd>{means}</dd>
        </div>
        <div>
          <dt className="text-meta font-semibold text-ink-muted">{detail.wins}</dt>
          <dd>{wins}</dd>
        </div>
      </dl>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Link href={pathToPayment(dispute.paymentId)} className={linkLook}>
          {detail.payment}
        </Link>
        {customerId !== null && isGranted(account.roles, 'customers.read') && (
          <Link href={pathToCustomer(customerId)} className={linkLook}>
            {detail.customer}
          </Link>
        )}
        {payment !== null && (
          <span className="text-ink-muted">
            <Money amount={payment.amountReceived} currency={payment.currency} />,{' '}
            {methodText(payment.method, billing.payments)},{' '}
            <ExactTime at={payment.createdAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
          </span>
        )}
      </p>
      <code className="-mt-2 font-mono text-meta wrap-anywhere text-ink-faint select-text">{dispute.id}</code>
    </div>
  );
}
