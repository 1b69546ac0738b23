import { useLocation } from 'wouter';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { FrontDoor } from '#renderer/accounts/FrontDoor.tsx';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';

interface InvitationInsideProps {
  /** Who is signed in in this window. */
  readonly name: string;
  readonly onSignOut: () => Promise<void>;
}

/** Somebody opens an invitation's link while they are signed in: it is hardly for them, and never replaces them by itself. */
export function InvitationInside({ name, onSignOut }: InvitationInsideProps) {
  const words = useWords().accounts.invitation;
  const [, navigate] = useLocation();
  const { busy, failure, run } = useSubmission();
  return (
    <FrontDoor>
      <h1 className="mb-2 text-display font-semibold text-balance">{words.insideTitle(name)}</h1>
      <p className="mb-6 text-ink-muted">{words.insideDescription}</p>
      {failure !== null && <FailureBanner message={failure.message} reference={failure.reference} />}
      <div className="flex gap-2">
        <Button variant="primary" size="medium" onClick={() => navigate('/', { replace: true })}>
          {words.insideBack}
        </Button>
        <Button size="medium" busy={busy} onClick={() => run(onSignOut)}>
          {words.signOut}
        </Button>
      </div>
    </FrontDoor>
  );
}
