import { Undo2 } from 'lucide-react';
import type { Ref } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { ShowFresh } from '#renderer/billing/payments/parts/listParts.tsx';
import { MirroredTable } from '#renderer/billing/payments/parts/MirroredTable.tsx';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import type { AllRefundsRead } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { ListedRefund, RefundSort } from '#shared/billing/refunds/all/contract.ts';
import { useRefundColumns } from './useRefundColumns.tsx';

interface RefundTableProps {
  readonly read: AllRefundsRead;
  readonly freshness: ReturnType<typeof useFreshness>;
  readonly isFiltered: boolean;
  /** Whether something can fit at all. */
  readonly isPossible: boolean;
  readonly sort: RefundSort;
  readonly selectedId: string | null;
  /** Whether something has happened that is not shown. */
  readonly isBehind: boolean;
  readonly onSort: (sort: RefundSort) => void;
  readonly onOpen: (refund: ListedRefund) => void;
  readonly onClear: () => void;
  readonly onFresh: () => void;
  readonly onRest: (isAtRest: boolean) => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** The refunds that fit, in the state that holds. */
export function RefundTable({ read, isBehind, onSort, onFresh, ...others }: RefundTableProps) {
  const { list } = useWords().billing.refunds.all;
  return (
    <MirroredTable
      {...others}
      name="refunds"
      title={list.label}
      texts={list}
      query={read.query}
      rows={read.refunds}
      columns={useRefundColumns()}
      empty={
        others.freshness.isOff ? (
          <NothingYet isOff />
        ) : (
          <EmptyState icon={Undo2} title={list.emptyTitle} description={list.emptyDescription} />
        )
      }
      fresh={isBehind && <ShowFresh label={list.fresh} onShow={onFresh} />}
      onSort={({ by, direction }) => onSort({ by: by === 'amount' ? 'amount' : 'at', direction })}
      onNearEnd={read.readMore}
    />
  );
}
