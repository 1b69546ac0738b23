import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { PaymentDetail } from '#renderer/billing/payments/detail/PaymentDetail.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SplitPane, type Pane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';

interface BesidePaymentProps {
  /** Under this name the widths are kept. */
  readonly id: 'payments' | 'refunds';
  readonly list: ReactNode;
  /** The open payment; null while none is. */
  readonly paymentId: string | null;
  /** What is said of it before its own detail. */
  readonly above?: ReactNode;
  readonly onClose: () => void;
}

/** A list, and beside it a payment with all that belongs to it; where there is no room beside it, over it. */
export function BesidePayment({ id, list, paymentId, above, onClose }: BesidePaymentProps) {
  const { app, billing } = useWords();
  const words = billing.payments;
  const storage = useDeviceStorage();
  const isWide = useRoom() === 'wide';
  const detail = paymentId !== null && (
    <>
      {above}
      <PaymentDetail key={paymentId} paymentId={paymentId} />
    </>
  );
  const beside: Pane | null =
    paymentId === null
      ? null
      : {
          id: 'payment',
          size: 440,
          minimum: 360,
          maximum: 680,
          content: (
            <section aria-label={words.detail.region} className="flex min-h-0 flex-1 flex-col">
              <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-2">
                <h2 className="flex-1 truncate text-title font-semibold">{words.detail.title}</h2>
                <IconButton label={words.detail.close} icon={X} onClick={onClose} />
              </header>
              <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{detail}</div>
            </section>
          ),
        };
  return (
    <>
      {isWide ? (
        // Also with the list alone, so that it stays as it is scrolled when a payment is opened beside it.
        <SplitPane
          id={`optimaliq.panes.${id}`}
          storage={storage}
          handleLabel={() => words.list.pane}
          panes={[{ id, content: list }, ...(beside === null ? [] : [beside])]}
        />
      ) : (
        list
      )}
      <Drawer
        open={!isWide && paymentId !== null}
        onOpenChange={onClose}
        title={words.detail.title}
        closeLabel={app.close}
        size="large"
      >
        {detail}
      </Drawer>
    </>
  );
}
