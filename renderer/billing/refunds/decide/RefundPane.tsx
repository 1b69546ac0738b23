import { ArrowLeft } from 'lucide-react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { deedsWith, isOwn, type RefundDeed } from '#renderer/billing/refunds/model/deeds.ts';
import { RefundBadge } from '#renderer/billing/refunds/parts/RefundBadge.tsx';
import { RefundFacts } from '#renderer/billing/refunds/parts/RefundFacts.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { PaymentFacts } from './PaymentFacts.tsx';
import { WhyApproval } from './WhyApproval.tsx';

const KEYS: Readonly<Partial<Record<RefundDeed, string>>> = { approve: 'a', request: 'a', refuse: 'r' };

interface RefundPaneProps {
  readonly refund: Refund;
  /** Where the list is not beside it. */
  readonly onBack: (() => void) | null;
  readonly onDeed: (deed: RefundDeed) => void;
}

/** One refund with all that one needs to decide on it. */
export function RefundPane({ refund, onBack, onDeed }: RefundPaneProps) {
  const words = useWords().billing.refunds;
  const { account } = useSession();
  return (
    <section aria-label={words.decide.chosen} className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-2">
        {onBack !== null && (
          <IconButton label={words.decide.back} icon={ArrowLeft} onClick={onBack} className="-ms-2" />
        )}
        <h2 className="text-display font-semibold select-text">
          <span className="sr-only">{words.decide.refundOf}</span>{' '}
          <Money amount={refund.amount} currency={refund.currency} />
        </h2>
        <RefundBadge state={refund.state} />
        <span className="ms-auto flex flex-wrap gap-2">
          {deedsWith(refund, account)
            .toReversed()
            .map((deed) => (
              <Button
                key={deed}
                variant={deed === 'approve' || deed === 'request' ? 'primary' : 'secondary'}
                {...(KEYS[deed] === undefined ? {} : { shortcut: KEYS[deed] })}
                onClick={() => onDeed(deed)}
              >
                {words.deeds.open[deed]}
              </Button>
            ))}
        </span>
      </header>
      <div
        role="region"
        aria-label={words.decide.refund.title}
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto"
      >
        <div className="flex w-full max-w-180 flex-col gap-1.5 px-5 py-4">
          {refund.state === 'requested' && isOwn(refund, account) && (
            <p className="text-ink-muted">{words.somebodyElse}</p>
          )}
          <RefundFacts refund={refund} />
        </div>
        <WhyApproval refund={refund} />
        <PaymentFacts refund={refund} />
      </div>
    </section>
  );
}
