import { ExternalLink, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { PaymentMethod } from '#renderer/billing/payments/parts/PaymentMethod.tsx';
import { StateBadges } from '#renderer/billing/payments/parts/StateBadges.tsx';
import { RefundButton } from '#renderer/billing/refunds/parts/RefundButton.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { exactTime } from '#renderer/ui/time.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { isCancelable } from './actions.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { CaptureDialog } from './CaptureDialog.tsx';
import { useRefresh } from './usePayment.ts';

type Whole = OutputOf<'billing.payment'>;

/** What a payment is: how much, what became of it, from whom; how fresh this is, and what can be done. */
export function Head({ whole }: { readonly whole: Whole }) {
  const { payment } = whole;
  const words = useWords().billing.payments;
  const { detail } = words;
  return (
    <div className="flex flex-col gap-3 px-5 pt-4 pb-4">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Money
            amount={payment.amount}
            currency={payment.currency}
            className="text-display font-semibold select-text"
          />
          <span className="text-ink-muted">{payment.currency}</span>
        </p>
        <p className="mt-0.5 truncate text-ink-muted select-text">{payerOf(payment) ?? words.noCustomer}</p>
      </div>
      <StateBadges payment={payment} className="flex-wrap" />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted">
        <PaymentMethod method={payment.method} />
        <ExactTime at={payment.createdAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
      </div>
      {payment.description !== null && <p className="wrap-anywhere select-text">{payment.description}</p>}
      <Actions whole={whole} />
      <Freshness whole={whole} />
      <p className="sr-only">{detail.facts.id}</p>
      <code className="-mt-2 font-mono text-meta wrap-anywhere text-ink-faint select-text">{payment.id}</code>
    </div>
  );
}

function Actions({ whole: { payment, capturable, captureBefore, receiptUrl } }: { readonly whole: Whole }) {
  const { actions, receipt, receiptHint } = useWords().billing.payments.detail;
  const { account } = useSession();
  const { locale, timeZone } = useUiEnvironment();
  const [asked, setAsked] = useState<'capture' | 'cancel' | null>(null);
  const mayManage = isGranted(account.roles, 'payments.manage');
  const canCapture = payment.state === 'uncaptured' && capturable > 0;
  const close = (): void => setAsked(null);
  return (
    <>
      {canCapture && (
        <p className="text-ink-muted">
          {actions.capturable(formatMoney({ amount: capturable, currency: payment.currency }, locale))}{' '}
          {captureBefore !== null && actions.captureBefore(exactTime(captureBefore, locale, timeZone))}
        </p>
      )}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {mayManage && canCapture && (
          <Button variant="primary" onClick={() => setAsked('capture')}>
            {actions.capture}
          </Button>
        )}
        {mayManage && isCancelable(payment) && <Button onClick={() => setAsked('cancel')}>{actions.cancel}</Button>}
        <RefundButton payment={payment} />
        {receiptUrl !== null && (
          <Tooltip content={receiptHint}>
            <a
              href={receiptUrl}
              target="_blank"
              rel="noreferrer"
              className="inline-flex h-7 items-center gap-1.5 rounded-small border border-line-control/60 bg-raised px-2.5 font-medium transition-colors hover:bg-sunken"
            >
              <ExternalLink aria-hidden className="-ms-0.5 size-4" strokeWidth={1.75} />
              {receipt}
            </a>
          </Tooltip>
        )}
      </div>
      {asked === 'capture' && <CaptureDialog payment={payment} capturable={capturable} onClose={close} />}
      {asked === 'cancel' && <CancelDialog payment={payment} onClose={close} />}
    </>
  );
}

/** When Stripe told this, and the way to ask once more. */
function Freshness({ whole: { payment, objects, isBeingFetched } }: { readonly whole: Whole }) {
  const { detail } = useWords().billing.payments;
  const refresh = useRefresh(payment.id);
  const asOf = objects.find(({ id }) => id === payment.id)?.asOf ?? objects[0]?.asOf ?? null;
  const isBusy = isBeingFetched || refresh.isPending;
  return (
    <p role="status" className="flex items-center gap-1 text-meta text-ink-faint">
      {isBusy ? detail.beingFetched : detail.asOf} {!isBusy && asOf !== null && <RelativeTime at={asOf} />}
      <IconButton
        label={detail.refresh}
        icon={RefreshCw}
        disabled={isBusy}
        className="-my-1"
        onClick={() => refresh.mutate()}
      />
    </p>
  );
}
