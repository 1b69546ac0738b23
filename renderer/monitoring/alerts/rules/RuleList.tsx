import { ListPlus } from 'lucide-react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useAlertRules } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { ruleText } from '#renderer/monitoring/alerts/model/conditionText.ts';
import { SeverityBadge } from '#renderer/monitoring/alerts/parts/SeverityBadge.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { StoredRule } from '#shared/monitoring/alerts/contract.ts';

interface RuleListProps {
  readonly selectedId: string | null;
  readonly onOpen: (ruleId: string) => void;
}

const ROW_HEIGHT = 68;

/** Every rule, in words. */
export function RuleList({ selectedId, onOpen }: RuleListProps) {
  const words = useWords().monitoring.alerts.rules;
  const query = useAlertRules();
  const rules = query.data?.rules ?? [];
  return (
    <ListStates
      state={listStateOf(query, rules.length)}
      loading={<SkeletonList label={words.loading} rows={8} rowHeight={ROW_HEIGHT} avatar={false} />}
      empty={
        <EmptyState
          icon={ListPlus}
          title={words.emptyTitle}
          description={words.emptyDescription}
          action={<Button onClick={() => onOpen('new')}>{words.add}</Button>}
        />
      }
      error={<QueryError title={words.failed} query={query} />}
      staleNote={<StaleNote at={query.dataUpdatedAt} />}
    >
      <ul aria-label={words.label} className="min-h-0 flex-1 overflow-y-auto">
        {rules.map((one) => (
          <RuleRow key={one.id} stored={one} isSelected={one.id === selectedId} onOpen={() => onOpen(one.id)} />
        ))}
      </ul>
    </ListStates>
  );
}

interface RuleRowProps {
  readonly stored: StoredRule;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
}

function RuleRow({ stored: { rule }, isSelected, onOpen }: RuleRowProps) {
  const { rules, condition } = useWords().monitoring.alerts;
  const { locale } = useUiEnvironment();
  return (
    <li className={cx('relative border-b border-line', isSelected ? 'bg-accent-subtle' : 'hover:bg-hover')}>
      {isSelected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <button
        type="button"
        aria-current={isSelected || undefined}
        onClick={onOpen}
        className="flex w-full flex-col justify-center gap-1 px-5 py-2.5 text-start focus-visible:-outline-offset-2"
        style={{ minBlockSize: ROW_HEIGHT }}
      >
        <span className="flex w-full items-center gap-2">
          <span className={cx('min-w-0 flex-1 truncate font-medium', !rule.isEnabled && 'text-ink-muted')}>
            {rule.name}
          </span>
          {!rule.isEnabled && <Badge>{rules.off}</Badge>}
          <SeverityBadge severity={rule.severity} />
        </span>
        <span className="line-clamp-2 w-full text-ink-muted">{ruleText(rule, condition, locale)}</span>
      </button>
    </li>
  );
}
