import { useConnection } from '#renderer/billing/connection/useStripe.ts';
import { useSync } from '#renderer/billing/sync/useSync.ts';

const EVERY_MS = 30_000;

/** Whether Stripe is connected, and how old the copy of it is. */
export function useFreshness() {
  const connection = useConnection();
  const sync = useSync(() => EVERY_MS);
  return {
    isOff: connection.data?.state === 'off',
    isLost: connection.data?.state === 'lost',
    isOffline: (sync.data?.offlineSince ?? null) !== null,
    /** Whether payments of before are being read. */
    isFilling: sync.data?.backfill?.state === 'running',
    /** UTC milliseconds; null while the first back-fill has not ended, or nobody can say. */
    upToDateAt: sync.data?.upToDateAt ?? null,
  };
}
