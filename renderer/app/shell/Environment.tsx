import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ModeBadge } from '#renderer/billing/connection/ModeBadge.tsx';
import { useConnection } from '#renderer/billing/connection/useStripe.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';

/** Whether this is the real thing; nothing while nobody knows, and where no money is mirrored. */
export function Environment() {
  const words = useWords().app.status;
  const { isDemo } = useSession().workspace;
  const connection = useConnection().data;
  const mode = isDemo ? 'demo' : (connection?.mode ?? null);
  if (mode === null) return null;
  const account = connection?.accountName ?? connection?.accountId ?? '';
  const hint = {
    demo: isDemo ? words.demoHint : words.sandboxHint,
    test: words.testHint(account),
    live: words.liveMoneyHint(account),
  }[mode];
  return (
    <Tooltip content={hint} side="top">
      <button type="button" className="flex rounded-[4px]">
        <ModeBadge mode={mode} />
      </button>
    </Tooltip>
  );
}
