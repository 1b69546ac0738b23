import { useMutation } from '@tanstack/react-query';
import { CreditCard, MessageCircle, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { problemText } from '#renderer/billing/amounts/problemText.ts';
import { isSure, readAmount } from '#renderer/billing/amounts/readAmount.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { usePaymentChoices } from '#renderer/billing/payments/hooks/usePaymentChoices.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Input } from '#renderer/ui/Input.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { PaymentRequest } from '#shared/billing/requests/contract.ts';
import { useFailure } from './useFailure.ts';

type Asked = Pick<PaymentRequest, 'kind' | 'amount' | 'currency' | 'description'>;

const MOST = 99_999_999;
const MOST_LETTERS = 250;
/** Offered beside the currencies that payments were made in. */
const USUAL = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'PLN', 'KWD'];

interface RequestDialogProps {
  readonly conversationId: string;
  readonly customerName: string;
  readonly onClose: () => void;
}

/** Asks a customer for money, in the conversation. */
export function RequestDialog({ conversationId, customerName, onClose }: RequestDialogProps) {
  const { billing } = useWords();
  const words = billing.requests;
  const client = useClient();
  const { locale } = useUiEnvironment();
  const used = usePaymentChoices(undefined, undefined).currencies;
  const currencies = [...new Set([...used, ...USUAL])];
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen ?? currencies[0] ?? 'EUR';
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Asked['kind']>('checkout');
  const [isTried, setIsTried] = useState(false);
  const description = text.trim();
  const read = readAmount(typed, currency, MOST, locale);
  const problem = problemText(read, currency, locale, billing.amounts, words);
  const { amount } = read;
  const sum = amount === null ? null : formatMoney({ amount, currency }, locale);

  const asked = useRef<{ readonly written: string; readonly id: string } | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (input: Asked) => {
      // Asked again unchanged it carries the same id, so that nothing is sent twice.
      const written = JSON.stringify(input);
      if (asked.current?.written !== written) asked.current = { written, id: v7() };
      return client.call('billing.requestPayment', { ...input, id: asked.current.id, conversationId });
    },
    onSuccess: (made) => {
      showToast({ tone: 'success', title: words.sent(formatMoney(made, locale)) });
      onClose();
    },
    onError: (thrown: { readonly code?: unknown }) => {
      // Stripe's refusal is for good: another try is another request.
      if (thrown.code === 'PROVIDER_FAILED') asked.current = null;
    },
  });
  const failure = useFailure(error);
  // While nobody knows what became of it, only the same may be asked again.
  const isFixed = isPending || failure?.isUncertain === true;

  function submit(): void {
    setIsTried(true);
    if (amount !== null && description !== '') mutate({ kind, amount, currency, description });
  }
  return (
    <ActionDialog
      title={words.title}
      back={words.back}
      action={sum === null ? words.send : words.sendAmount(sum)}
      isBusy={isPending}
      failure={failure}
      failedTitle={words.failed}
      onSubmit={submit}
      onClose={onClose}
      lines={
        sum === null
          ? []
          : [
              [MessageCircle, words.sees(customerName, sum)],
              [CreditCard, words.paysAtStripe],
              [Undo2, words.once],
            ]
      }
    >
      <div className="grid grid-cols-[1fr_8rem] items-start gap-3">
        <Field label={words.amount} error={isTried || isSure(read) ? problem : null}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="decimal"
              autoComplete="off"
              className="tabular-nums"
              value={typed}
              readOnly={isFixed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Field label={words.currency}>
          {(wiring) => (
            <Select
              {...wiring}
              value={currency}
              disabled={isFixed}
              options={currencies.map((value) => ({ value, label: value }))}
              onValueChange={setChosen}
            />
          )}
        </Field>
      </div>
      <Field
        label={words.description}
        help={words.descriptionHelp}
        error={isTried && description === '' ? words.noDescription : null}
      >
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={MOST_LETTERS}
            autoComplete="off"
            value={text}
            readOnly={isFixed}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Segmented
        label={words.kind}
        value={kind}
        segments={(['checkout', 'paymentLink'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onValueChange={(next) => {
          if (!isFixed) setKind(next);
        }}
        className="self-start"
      />
    </ActionDialog>
  );
}
