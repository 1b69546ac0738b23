import type { RefundDeed } from '#renderer/billing/refunds/model/deeds.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { GoDialog } from './GoDialog.tsx';
import { RefuseDialog } from './RefuseDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

export interface DeedDialogProps {
  readonly refund: Refund;
  readonly onClose: () => void;
}

/** Asks once for a deed with a refund that was thought of before. */
export function DeedDialog({ deed, ...props }: DeedDialogProps & { readonly deed: RefundDeed }) {
  switch (deed) {
    case 'request':
    case 'approve':
      return <GoDialog deed={deed} {...props} />;
    case 'refuse':
      return <RefuseDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
  }
}
