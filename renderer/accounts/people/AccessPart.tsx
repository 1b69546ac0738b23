import { useState } from 'react';
import { v7 } from 'uuid';
import type { Person } from '#shared/accounts/people/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { usePeopleChange } from './usePeople.ts';

/** Whether a colleague may sign in, and the ways to change that. */
export function AccessPart({ person }: { readonly person: Person }) {
  const words = useWords().accounts.people.person;
  const [asking, setAsking] = useState(false);
  const { id: accountId, name, lockedUntil } = person;
  const isActive = person.deactivatedAt === null;
  const unlock = usePeopleChange('accounts.unlock', words.unlockFailed, () =>
    showToast({ tone: 'success', title: words.unlocked(name) }),
  );
  const reactivate = usePeopleChange('accounts.reactivate', words.reactivateFailed, () =>
    showToast({ tone: 'success', title: words.reactivated(name) }),
  );
  return (
    <section className="flex flex-col items-start gap-3 px-4 py-5">
      <h3 className="font-medium">{words.access}</h3>
      {isActive && lockedUntil !== null && (
        <Banner
          tone="warning"
          className="w-full rounded-small"
          action={
            <Button busy={unlock.isPending} onClick={() => unlock.mutate({ accountId })}>
              {words.unlock}
            </Button>
          }
        >
          <p className="font-medium">{words.lockedTitle}</p>
          <p>
            {words.lockedUntil} <ExactTime at={lockedUntil} />.
          </p>
        </Banner>
      )}
      <p className="text-ink-muted">{isActive ? words.deactivateHelp : words.reactivateHelp}</p>
      {isActive ? (
        <Button onClick={() => setAsking(true)}>{words.deactivate}</Button>
      ) : (
        <Button busy={reactivate.isPending} onClick={() => reactivate.mutate({ id: v7(), accountId })}>
          {words.reactivate}
        </Button>
      )}
      <DeactivateDialog person={person} open={asking} onOpenChange={setAsking} />
    </section>
  );
}
