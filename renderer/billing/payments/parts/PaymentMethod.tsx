import { CreditCard, Landmark, Wallet } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { methodName, methodText } from '#renderer/billing/payments/model/labels.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';

const BANK = /debit|bank|transfer|sepa|ideal|eps|p24|bancontact/;

function MethodIcon({ type }: { readonly type: string }) {
  const look = 'size-4 shrink-0 text-ink-faint';
  if (type.startsWith('card')) return <CreditCard aria-hidden className={look} strokeWidth={1.75} />;
  if (BANK.test(type)) return <Landmark aria-hidden className={look} strokeWidth={1.75} />;
  return <Wallet aria-hidden className={look} strokeWidth={1.75} />;
}

/** How it was paid: of a card, its brand and its last four figures. */
export function PaymentMethod({ method }: Pick<Payment, 'method'>) {
  const words = useWords().billing.payments;
  if (method === null) return <span className="text-ink-faint">{words.noMethod}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <MethodIcon type={method.type} />
      <span aria-hidden className="truncate">
        {methodName(method, words)}
      </span>
      {method.last4 !== null && (
        <span aria-hidden className="shrink-0 text-ink-muted tabular-nums">
          ···· {method.last4}
        </span>
      )}
      <span className="sr-only">{methodText(method, words)}</span>
    </span>
  );
}
