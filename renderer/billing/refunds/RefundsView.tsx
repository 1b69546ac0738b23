import { Link, useRoute } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { REFUNDS_PATH, tabIn } from '#renderer/billing/refunds/model/place.ts';
import { cx } from '#renderer/ui/cx.ts';
import { REFUND_TABS } from './tabs.ts';

/** Refunds: what waits for a decision, all of them, and what they add up to. The part stands in the address. */
export function RefundsView() {
  const words = useWords().billing.refunds;
  const [, params] = useRoute(`${REFUNDS_PATH}/*?`);
  const part = tabIn(params?.['*']);
  const tab = REFUND_TABS.find(({ id }) => id === part) ?? REFUND_TABS[0];
  const { View } = tab;
  const here: string = tab.id;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-5 border-b border-line px-5">
        <h1 className="text-title font-semibold">{words.title}</h1>
        <nav aria-label={words.parts} className="flex gap-0.5">
          {REFUND_TABS.map(({ id }) => (
            <Link
              key={id}
              href={`${REFUNDS_PATH}/${id}`}
              aria-current={id === here ? 'page' : undefined}
              className={cx(
                'flex h-7 items-center rounded-small px-2 font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink',
                id === here && 'bg-pressed text-ink',
              )}
            >
              {words.tabs[id]}
            </Link>
          ))}
        </nav>
      </header>
      <View />
    </div>
  );
}
