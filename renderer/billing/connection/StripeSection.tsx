import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Comparisons } from '#renderer/billing/sync/Comparisons.tsx';
import { EventLog } from '#renderer/billing/sync/EventLog.tsx';
import { InStep } from '#renderer/billing/sync/InStep.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { ConnectionFacts } from './ConnectionFacts.tsx';
import { SigningSecrets } from './SigningSecrets.tsx';
import { useConnection, useConnectionDetails } from './useStripe.ts';

/** For admins: which Stripe account is mirrored, and how far the mirror is. */
export function StripeSection() {
  const { app, billing } = useWords();
  const words = billing.connection;
  const connection = useConnection();
  const details = useConnectionDetails();
  const [isChanging, setIsChanging] = useState(false);
  const isRead = connection.data !== undefined && details.data !== undefined;
  const failed = connection.isError ? connection : details;
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <ListStates
        state={listStateOf({ data: isRead ? connection.data : undefined, isError: failed.isError }, 1)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={4} rowHeight={60} avatar={false} />
          </Rows>
        }
        empty={null}
        error={<QueryError title={words.loadFailed} query={failed} />}
        staleNote={<StaleNote at={connection.dataUpdatedAt} />}
      >
        {connection.data !== undefined && details.data !== undefined && (
          <>
            {connection.data.state === 'lost' && (
              <Banner tone="danger" className="mb-4 rounded-small">
                {words.lost}
              </Banner>
            )}
            {connection.data.state === 'off' ? (
              <ConnectForm title={words.connectTitle} />
            ) : isChanging || details.data.keyHint === null ? (
              <ConnectForm
                title={words.reconnectTitle}
                {...(details.data.keyHint === null ? {} : { onDone: () => setIsChanging(false) })}
              />
            ) : (
              <ConnectionFacts
                connection={connection.data}
                details={details.data}
                onChangeKey={() => setIsChanging(true)}
              />
            )}
            {connection.data.state !== 'off' && (
              <>
                <InStep />
                <Comparisons />
                <SigningSecrets details={details.data} />
                <EventLog />
              </>
            )}
          </>
        )}
      </ListStates>
    </>
  );
}
