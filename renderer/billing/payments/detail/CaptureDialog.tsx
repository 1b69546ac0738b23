import { Banknote, TriangleAlert, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '#renderer/billing/amounts/problemText.ts';
import { isSure, readAmount } from '#renderer/billing/amounts/readAmount.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { methodText, payerOf } from '#renderer/billing/payments/model/labels.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { formatMoney, typedMoney } from '#renderer/ui/formatMoney.ts';
import { Input } from '#renderer/ui/Input.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { usePaymentAction } from './usePaymentAction.ts';

interface CaptureDialogProps {
  readonly payment: Payment;
  /** Minor units that can be captured. */
  readonly capturable: number;
  readonly onClose: () => void;
}

/** Takes what was authorised, or a part of it. */
export function CaptureDialog({ payment, capturable, onClose }: CaptureDialogProps) {
  const { billing } = useWords();
  const words = billing.payments;
  const { capture, actions } = words.detail;
  const { locale } = useUiEnvironment();
  const { currency } = payment;
  // What could be captured when it was asked for; it may change under the dialog.
  const [most] = useState(capturable);
  const [typed, setTyped] = useState(() => typedMoney({ amount: most, currency }, locale));
  const [isTried, setIsTried] = useState(false);
  const text = (amount: number): string => formatMoney({ amount, currency }, locale);
  const who = payerOf(payment) ?? actions.somebody;
  const read = readAmount(typed, currency, most, locale, most);
  const { run, isBusy, failure } = usePaymentAction(payment.id, ({ amountReceived }) => {
    showToast({ tone: 'success', title: capture.done(text(amountReceived), who) });
    onClose();
  });
  const problem = problemText(read, currency, locale, billing.amounts, {
    tooLittle: capture.tooLittle,
    tooMuch: capture.tooMuch(text(most)),
  });
  const sum = read.amount;

  function submit(): void {
    setIsTried(true);
    if (sum !== null) run({ do: 'capture', amount: sum });
  }
  return (
    <ActionDialog
      title={capture.title}
      back={capture.back}
      action={sum === null ? capture.title : capture.action(text(sum), who)}
      isBusy={isBusy}
      failure={failure}
      failedTitle={capture.failed}
      onSubmit={submit}
      onClose={onClose}
      lines={
        sum === null
          ? []
          : [
              [Banknote, capture.charged(text(sum), startUpper(who), methodText(payment.method, words))],
              ...(sum < most ? ([[Undo2, capture.rest(text(most - sum))]] as const) : []),
              [TriangleAlert, capture.final],
            ]
      }
    >
      <Field
        label={capture.amount}
        hint={currency}
        help={capture.amountHelp(text(most))}
        error={isTried || isSure(read) ? problem : null}
      >
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="decimal"
            className="tabular-nums"
            value={typed}
            // While nobody knows what became of it, only the same may be asked again.
            readOnly={isBusy || failure?.isUncertain === true}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
    </ActionDialog>
  );
}

const startUpper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
