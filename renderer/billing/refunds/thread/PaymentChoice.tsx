import { CreditCard } from 'lucide-react';
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { methodText } from '#renderer/billing/payments/model/labels.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { useRefundable } from './useRefundable.ts';

interface PaymentChoiceProps {
  readonly customerId: string;
  readonly onChoose: (paymentId: string) => void;
  readonly onClose: () => void;
}

/** Asks which of a customer's payments is meant, the newest first: arrows choose, Enter goes on. */
export function PaymentChoice({ customerId, onChoose, onClose }: PaymentChoiceProps) {
  const { app, billing } = useWords();
  const words = billing.refunds.thread.choose;
  const form = useId();
  const { payments, query } = useRefundable(customerId);
  const [chosen, setChosen] = useState<string | null>(null);
  const paymentId = chosen ?? payments[0]?.id ?? null;
  const choices = useRef<HTMLFieldSetElement>(null);
  const isRead = payments.length > 0;
  // The dialog took the focus when there was nothing to choose from yet.
  useEffect(() => {
    if (isRead) choices.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [isRead]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (paymentId !== null) onChoose(paymentId);
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.back}</Button>
          <Button variant="primary" type="submit" form={form} disabled={paymentId === null}>
            {words.next}
          </Button>
        </>
      }
    >
      {query.data === undefined && query.isError && <QueryError title={words.failed} query={query} />}
      {query.data === undefined && !query.isError && (
        <SkeletonList label={words.loading} rows={3} rowHeight={60} avatar={false} />
      )}
      {query.data !== undefined && payments.length === 0 && (
        <EmptyState icon={CreditCard} title={words.noneTitle} description={words.none} />
      )}
      <form id={form} onSubmit={submit} className="pt-1">
        <fieldset ref={choices} className="flex flex-col gap-2">
          <legend className="sr-only">{words.label}</legend>
          {payments.map((payment) => (
            <Choice
              key={payment.id}
              payment={payment}
              name={form}
              isChosen={payment.id === paymentId}
              onChoose={() => setChosen(payment.id)}
            />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly payment: Payment;
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ payment, name, isChosen, onChoose }: ChoiceProps) {
  const { billing } = useWords();
  const { locale } = useUiEnvironment();
  const { amountReceived, amountRefunded, currency, createdAt, description, method } = payment;
  const { choose: words } = billing.refunds.thread;
  const left = formatMoney({ amount: amountReceived - amountRefunded, currency }, locale);
  const received = formatMoney({ amount: amountReceived, currency }, locale);
  const parts = [description, methodText(method, billing.payments)].filter((part) => part !== null && part !== '');
  return (
    <label className="grid cursor-pointer grid-cols-[auto_1fr_auto] items-baseline gap-x-3 rounded-medium border border-line px-3 py-2.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-subtle has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="row-span-2 self-center accent-accent outline-none"
      />
      <span className="min-w-0 truncate font-medium">{parts.join(' · ')}</span>
      <Money amount={amountReceived} currency={currency} className="font-semibold" />
      <span className="text-meta text-ink-muted">{words.left(left, received)}</span>
      <ExactTime
        at={createdAt}
        format={{ dateStyle: 'medium' }}
        className="text-end text-meta text-ink-faint tabular-nums"
      />
    </label>
  );
}
