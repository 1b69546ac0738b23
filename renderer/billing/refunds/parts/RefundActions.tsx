import { useState } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { DeedDialog } from '#renderer/billing/refunds/deeds/DeedDialog.tsx';
import { deedsWith, isOwn, type RefundDeed } from '#renderer/billing/refunds/model/deeds.ts';
import { Button, type ButtonVariant } from '#renderer/ui/Button.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';

const VARIANTS: Readonly<Record<RefundDeed, ButtonVariant>> = {
  request: 'primary',
  approve: 'primary',
  refuse: 'secondary',
  withdraw: 'secondary',
};

/** What the reader may do with a refund; why nothing, where they wonder. */
export function RefundActions({ refund }: { readonly refund: Refund }) {
  const words = useWords().billing.refunds;
  const { account } = useSession();
  const [deed, setDeed] = useState<RefundDeed | null>(null);
  const deeds = deedsWith(refund, account);
  return (
    <>
      {refund.state === 'requested' && isOwn(refund, account) && <p className="text-ink-muted">{words.somebodyElse}</p>}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {deeds.map((one) => (
          <Button key={one} variant={VARIANTS[one]} onClick={() => setDeed(one)}>
            {words.deeds.open[one]}
          </Button>
        ))}
      </div>
      {deed !== null && <DeedDialog deed={deed} refund={refund} onClose={() => setDeed(null)} />}
    </>
  );
}
