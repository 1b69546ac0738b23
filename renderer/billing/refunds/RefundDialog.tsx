import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useLine } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney, typedMoney } from '#renderer/ui/formatMoney.ts';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { AboutFields, type About } from '#renderer/billing/refunds/dialog/AboutFields.tsx';
import { AmountField } from '#renderer/billing/refunds/dialog/AmountField.tsx';
import { RefusalNote } from '#renderer/billing/refunds/dialog/RefusalNote.tsx';
import { useRefundAsk, type RefundMode } from '#renderer/billing/refunds/hooks/useRefundAsk.ts';
import { usePaymentRow, useRefundPreview } from '#renderer/billing/refunds/hooks/useRefundPreview.ts';
import { refundLines } from '#renderer/billing/refunds/model/refundLines.ts';
import { planRefund, previewAsKnown, wholeOf } from '#renderer/billing/refunds/model/refundPlan.ts';
import { refusalIn } from '#renderer/billing/refunds/model/refusal.ts';
import { refundFailure } from '#renderer/billing/refunds/model/refundFailure.ts';

interface RefundDialogProps {
  readonly paymentId: string;
  /** `draft`: for finance to see and decide on. */
  readonly mode: RefundMode;
  /** Where the customer is told; null outside of conversations. */
  readonly conversationId: string | null;
  /** It is closed; null when nothing was made of it. */
  readonly onDone: (made: Refund | null) => void;
}

/** Limits fall out of the day by themselves. */
const LOOK_AGAIN_MS = 30_000;

const textOrNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** Gives money back, or drafts that, and says before exactly what will happen. */
export function RefundDialog({ paymentId, mode, conversationId, onDone }: RefundDialogProps) {
  const words = useWords();
  const { dialog, outbox, thread } = words.billing.refunds;
  const { locale } = useUiEnvironment();
  const now = useNow(LOOK_AGAIN_MS);
  const query = useRefundPreview(paymentId);
  const row = usePaymentRow(paymentId);
  const isDown = useLine().state !== 'online';
  const payment = row.data;
  const known = query.data ?? (payment === undefined ? undefined : previewAsKnown(payment));
  // What was read before the dialog was opened may be old; without a line there is nothing newer.
  const preview = isDown ? known : query.isFetchedAfterMount ? query.data : undefined;

  const [isTried, setIsTried] = useState(false);
  const ask = useRefundAsk(
    mode,
    paymentId,
    conversationId,
    (made) => {
      const sum = formatMoney(made, locale);
      const done = mode === 'draft' ? 'draft' : made.state === 'requested' ? 'approval' : 'alone';
      showToast({
        tone: 'success',
        title: dialog.done[done](sum, payment === undefined ? '' : (payerOf(payment) ?? dialog.somebody)),
      });
      onDone(made);
    },
    () => onDone(null),
  );
  const { before } = ask;
  const [typed, setTyped] = useState<string | null>(null);
  const [about, setAbout] = useState<Omit<About, 'words'> & { readonly words: string | null }>({
    reason: before?.reason ?? null,
    note: before?.note ?? '',
    words: before === null ? null : (before.words ?? ''),
  });
  const common = {
    title: dialog.title[mode],
    back: dialog.back,
    onClose: () => onDone(null),
  };
  if (preview === undefined || payment === undefined) {
    const failed = query.isError ? query : row.isError ? row : null;
    return (
      <ActionDialog
        {...common}
        lines={[]}
        action={dialog.title[mode]}
        isBusy={false}
        isDisabled
        onSubmit={() => undefined}
      >
        {failed === null ? (
          <SkeletonList label={dialog.loading} rows={6} rowHeight={44} avatar={false} />
        ) : (
          <QueryError title={dialog.loadFailed} query={failed} />
        )}
      </ActionDialog>
    );
  }
  const { currency, left } = preview;
  const who = payerOf(payment) ?? dialog.somebody;
  // The amount stays as it was read first: it must not change under whoever is about to send it.
  const shown = typed ?? typedMoney({ amount: before?.amount ?? wholeOf(preview), currency }, locale);
  // While nobody knows what became of it, only the same may be asked again.
  const isFixed = ask.isBusy || ask.failure?.isUncertain === true;
  const isKept = isDown && (mode === 'draft' || !isFixed);
  const isDraft = mode === 'draft' || isKept;
  if (typed === null) setTyped(shown);
  const plan = planRefund(shown, preview, isDraft, locale, now);
  const { amount } = plan.read;
  const sum = amount === null ? null : formatMoney({ amount, currency }, locale);
  const refusal = plan.refusal ?? refusalIn(ask.error);
  // Said of the amount that is typed, until somebody writes something else.
  const told = about.words ?? (sum === null ? '' : thread.defaultWords(sum));

  function type(next: string): void {
    setTyped(next);
    ask.forget();
  }
  function submit(): void {
    setIsTried(true);
    if (amount === null) return;
    const forCustomer = conversationId === null ? null : textOrNull(told);
    const asked = {
      paymentId,
      amount,
      reason: about.reason,
      note: textOrNull(about.note),
      words: forCustomer,
      conversationId,
    };
    if (isKept) ask.keep(asked, currency);
    else ask.run(asked);
  }
  const how = isDraft ? 'draft' : plan.verdict?.kind === 'approval' ? 'approval' : 'alone';
  const kept = sum === null ? outbox.keepPlain : outbox.keep(sum);
  const plain = isDraft ? dialog.send.draft : dialog.send.request[how === 'approval' ? 'approval' : 'alone'];
  return (
    <ActionDialog
      {...common}
      action={isKept ? kept : sum === null ? plain : dialog.sendAmount[how](sum, who)}
      isBusy={ask.isBusy && !isKept}
      isDisabled={left === 0 || (plan.refusal !== null && !isFixed)}
      failure={refusal === null && !isKept ? refundFailure(ask.error, ask.failure, words) : null}
      failedTitle={dialog.failed[mode]}
      onSubmit={submit}
      lines={refundLines({ plan, preview, method: payment.method, who, deed: isDraft ? 'draft' : mode }, words, locale)}
    >
      {isKept && (
        <Banner tone="warning" icon={CloudOff} live className="rounded-small">
          {outbox.offline[mode]} {query.data === undefined && outbox.asKnown}
        </Banner>
      )}
      {preview.isDisputed && (
        <Banner tone="danger" className="rounded-small">
          {dialog.disputed}
        </Banner>
      )}
      {left === 0 ? (
        <Banner className="rounded-small">{dialog.nothingLeft}</Banner>
      ) : (
        <>
          <AmountField
            preview={preview}
            read={plan.read}
            typed={shown}
            isTried={isTried}
            isFixed={isFixed}
            onType={type}
          />
          {refusal !== null && (
            <RefusalNote
              refusal={refusal}
              left={left}
              currency={currency}
              onUse={(possible) => type(typedMoney({ amount: possible, currency }, locale))}
            />
          )}
          <AboutFields
            about={{ ...about, words: told }}
            hasCustomer={conversationId !== null}
            isFixed={isFixed}
            onChange={(changes) => setAbout({ ...about, ...changes })}
          />
        </>
      )}
    </ActionDialog>
  );
}
