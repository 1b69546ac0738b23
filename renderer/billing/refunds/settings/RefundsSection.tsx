import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useSession } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useRefundPolicy } from '#renderer/billing/refunds/hooks/useRefundPolicy.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyTable } from './PolicyTable.tsx';
import { UsePart } from './UsePart.tsx';

/** Who may refund how much, and what of that is used. */
export function RefundsSection() {
  const { settings: words } = useWords().billing.refunds;
  const { roles } = useSession().account;
  const query = useRefundPolicy();
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <h3 className="mb-1 text-title font-semibold">{words.limits.title}</h3>
      <p className="mb-3 text-ink-muted">{words.limits.explain}</p>
      <ListStates
        state={listStateOf(query, 1)}
        loading={
          <Rows>
            <SkeletonList label={words.loading} rows={3} rowHeight={60} avatar={false} />
          </Rows>
        }
        empty={null}
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        {query.data !== undefined &&
          (isGranted(roles, 'refunds.policy') ? (
            <PolicyForm policy={query.data} />
          ) : (
            <PolicyTable policy={query.data} />
          ))}
      </ListStates>
      <h3 className="mt-8 mb-1 text-title font-semibold">{words.use.title}</h3>
      {isGranted(roles, 'payments.read') ? (
        <>
          <p className="mb-3 text-ink-muted">{words.use.explain}</p>
          <UsePart />
        </>
      ) : (
        <p className="text-ink-muted">{words.use.notYours}</p>
      )}
    </>
  );
}
