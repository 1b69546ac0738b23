import { MessageCircle } from 'lucide-react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { RefusalNote } from '#renderer/billing/refunds/dialog/RefusalNote.tsx';
import { useRefundDeed } from '#renderer/billing/refunds/hooks/useRefundDeed.ts';
import { usePaymentRow, useRefundPreview } from '#renderer/billing/refunds/hooks/useRefundPreview.ts';
import { refundLines } from '#renderer/billing/refunds/model/refundLines.ts';
import { planAmount } from '#renderer/billing/refunds/model/refundPlan.ts';
import { refusalIn } from '#renderer/billing/refunds/model/refusal.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import type { DeedDialogProps } from './DeedDialog.tsx';

const LOOK_AGAIN_MS = 30_000;

/** Lets a refund go that was drafted or requested, and says before exactly what will happen. */
export function GoDialog({ deed, refund, onClose }: DeedDialogProps & { readonly deed: 'request' | 'approve' }) {
  const words = useWords();
  const { deeds: texts, dialog } = words.billing.refunds;
  const { locale } = useUiEnvironment();
  const now = useNow(LOOK_AGAIN_MS);
  const query = useRefundPreview(refund.paymentId);
  const row = usePaymentRow(refund.paymentId);
  const preview = query.data;
  const payment = row.data;
  const text = formatMoney(refund, locale);
  const who = payment === undefined ? dialog.somebody : (payerOf(payment) ?? dialog.somebody);
  const { run, isBusy, error, failure } = useRefundDeed(deed, refund, ({ state }) => {
    const title = state === 'requested' ? texts.done.requested(text) : texts.done.refunding(text, who);
    showToast({ tone: 'success', title });
    onClose();
  });
  if (preview === undefined || payment === undefined) {
    const failed = query.isError ? query : row.isError ? row : null;
    return (
      <ActionDialog
        title={texts.title[deed]}
        back={texts.back[deed]}
        action={texts.title[deed]}
        isBusy={false}
        isDisabled
        lines={[]}
        onSubmit={() => undefined}
        onClose={onClose}
      >
        {failed === null ? (
          <SkeletonList label={dialog.loading} rows={4} rowHeight={44} avatar={false} />
        ) : (
          <QueryError title={dialog.loadFailed} query={failed} />
        )}
      </ActionDialog>
    );
  }
  // What was requested is reserved already, a draft is not.
  const left = preview.left + (refund.state === 'requested' ? refund.amount : 0);
  const reserved = preview.reserved - (refund.state === 'requested' ? refund.amount : 0);
  const without = { ...preview, left, reserved, ...(deed === 'approve' ? { leftToday: null } : {}) };
  const plan = planAmount({ amount: refund.amount, problem: null }, without, deed === 'approve', now);
  const refusal = plan.refusal ?? refusalIn(error);
  const isApproval = deed === 'request' && plan.verdict?.kind === 'approval';
  return (
    <ActionDialog
      title={texts.title[deed]}
      back={texts.back[deed]}
      action={
        deed === 'approve'
          ? texts.action.approve(text, who)
          : texts.action.request[isApproval ? 'approval' : 'alone'](text, who)
      }
      isBusy={isBusy}
      isDisabled={plan.refusal !== null && failure === null}
      failure={refusal === null ? failure : null}
      failedTitle={texts.failed[deed]}
      onSubmit={() => run('')}
      onClose={onClose}
      lines={[
        ...refundLines({ plan, preview: without, method: payment.method, who, deed }, words, locale),
        ...(refund.words === null || refund.conversationId === null
          ? []
          : ([[MessageCircle, texts.tellsCustomer(refund.words)]] as const)),
      ]}
    >
      {preview.isDisputed && (
        <Banner tone="danger" className="rounded-small">
          {dialog.disputed}
        </Banner>
      )}
      {refusal !== null && (
        <>
          <RefusalNote refusal={refusal} left={left} currency={refund.currency} />
          <p className="text-ink-muted">{texts.cannotChange}</p>
        </>
      )}
    </ActionDialog>
  );
}
