import { Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useSession } from '#renderer/app/context.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { RefundDialog } from '#renderer/billing/refunds/RefundDialog.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { isGranted } from '#shared/wire/access.ts';

const KEYS = 'r';

interface RefundButtonProps {
  readonly payment: Pick<Payment, 'id' | 'amountReceived' | 'amountRefunded'>;
}

/** The way to a refund of a payment: those who may not request one draft it. Nothing where nothing could be refunded. */
export function RefundButton({ payment }: RefundButtonProps) {
  const { roles } = useSession().account;
  if (payment.amountReceived <= payment.amountRefunded || !isGranted(roles, 'refunds.draft')) return null;
  return <Refundable paymentId={payment.id} mode={isGranted(roles, 'refunds.request') ? 'request' : 'draft'} />;
}

function Refundable({ paymentId, mode }: { readonly paymentId: string; readonly mode: 'request' | 'draft' }) {
  const { payments, refunds } = useWords().billing;
  const [isOpen, setIsOpen] = useState(false);
  const label = refunds.dialog.open[mode];
  const { group } = payments.shortcuts;
  const deeds = useMemo(
    () => [{ id: 'payments.refund', keys: KEYS, label, group, icon: Undo2, run: () => setIsOpen(true) }],
    [label, group],
  );
  useShortcuts(deeds);
  useCommands(useMemo(() => deeds.map(({ keys, ...deed }) => ({ ...deed, shortcut: keys })), [deeds]));
  return (
    <>
      <Button icon={Undo2} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <RefundDialog paymentId={paymentId} mode={mode} conversationId={null} onDone={() => setIsOpen(false)} />
      )}
    </>
  );
}
