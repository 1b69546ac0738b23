import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '#shared/contract.ts';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { FrontDoor } from '#renderer/accounts/FrontDoor.tsx';
import type { AccountsGateway, SignedIn } from '#renderer/accounts/session.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError, type ErrorInWords } from '#renderer/app/words/wordsForError.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { JoinForm } from './JoinForm.tsx';
import { PasteForm } from './PasteForm.tsx';

interface InvitationScreenProps {
  readonly accounts: Pick<AccountsGateway, 'invitation' | 'acceptInvitation'>;
  readonly workspaceName: string | null;
  /** Out of the address; null where the person has yet to paste it. */
  readonly code: string | null;
  readonly onSignedIn: (session: SignedIn) => void;
}

type Found =
  | { readonly at: 'looking' }
  | { readonly at: 'found'; readonly invitation: OutputOf<'accounts.invitation'> }
  | { readonly at: 'failed'; readonly error: ErrorInWords };

/** Where an invitation's link leads: who is invited to what, and the way in. */
export function InvitationScreen({ accounts, workspaceName, code, onSignedIn }: InvitationScreenProps) {
  const words = useWords().accounts.invitation;
  const [, navigate] = useLocation();
  return (
    <FrontDoor>
      <h1 className="mb-2 text-display font-semibold text-balance">
        {workspaceName === null ? words.title : words.titleTo(workspaceName)}
      </h1>
      {code === null ? (
        <PasteForm
          onCode={(pasted) => navigate(`/invitation/${pasted}`)}
          onBack={() => navigate('/', { replace: true })}
        />
      ) : (
        <LookedUp
          key={code}
          accounts={accounts}
          code={code}
          onSignedIn={(session) => {
            // The code is spent, and has no business in the address any more.
            navigate('/', { replace: true });
            onSignedIn(session);
          }}
        />
      )}
    </FrontDoor>
  );
}

function LookedUp({
  accounts,
  code,
  onSignedIn,
}: Pick<InvitationScreenProps, 'accounts' | 'onSignedIn'> & { readonly code: string }) {
  const allWords = useWords();
  const words = allWords.accounts.invitation;
  const [, navigate] = useLocation();
  const [found, setFound] = useState<Found>({ at: 'looking' });

  const look = useCallback(() => {
    let isWanted = true;
    accounts.invitation({ code }).then(
      (invitation) => {
        if (isWanted) setFound({ at: 'found', invitation });
      },
      (error: unknown) => {
        if (isWanted) setFound({ at: 'failed', error: wordsForError(error, allWords) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [accounts, code, allWords]);
  useEffect(look, [look]);

  switch (found.at) {
    case 'looking':
      return <SkeletonList label={words.loading} rows={3} rowHeight={56} avatar={false} />;
    case 'found':
      return (
        <JoinForm
          invitation={found.invitation}
          onJoin={async (input) => onSignedIn(await accounts.acceptInvitation({ code, ...input }))}
        />
      );
    case 'failed':
      return (
        <div className="mt-4 flex flex-col items-start gap-4">
          <h2 className="sr-only">{words.failedTitle}</h2>
          <div className="w-full">
            <FailureBanner message={found.error.message} reference={found.error.reference} />
          </div>
          <div className="flex gap-2">
            <Button size="medium" onClick={() => navigate('/', { replace: true })}>
              {words.toSignIn}
            </Button>
            <Button
              size="medium"
              variant="ghost"
              onClick={() => {
                setFound({ at: 'looking' });
                look();
              }}
            >
              {words.retry}
            </Button>
          </div>
        </div>
      );
  }
}
