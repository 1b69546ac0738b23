import { FlaskConical } from 'lucide-react';
import { FrontDoor } from '#renderer/accounts/FrontDoor.tsx';
import type { AccountsGateway, SignedIn } from '#renderer/accounts/session.ts';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SetUpForm } from './SetUpForm.tsx';

interface SetUpScreenProps {
  readonly accounts: Pick<AccountsGateway, 'setUp'>;
  readonly needsCode: boolean;
  readonly onSignedIn: (session: SignedIn) => void;
}

/** The very first start: a workspace of one's own, or a look around. */
export function SetUpScreen({ accounts, needsCode, onSignedIn }: SetUpScreenProps) {
  const words = useWords().accounts.setUp;
  const native = useNative();
  return (
    <FrontDoor>
      <h1 className="text-display font-semibold text-balance">{words.title}</h1>
      <p className="mt-1 mb-6 text-ink-muted">{words.description}</p>
      <SetUpForm accounts={accounts} needsCode={needsCode} onSignedIn={onSignedIn} />
      {native !== null && (
        <section className="mt-6 flex items-start gap-3 rounded-medium border border-line bg-canvas p-3">
          <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" strokeWidth={1.75} />
          <div className="flex flex-1 flex-col items-start gap-2">
            <div>
              <h2 className="font-medium">{words.exploreTitle}</h2>
              <p className="text-ink-muted">{words.exploreHint}</p>
            </div>
            <Button onClick={() => void native.chooseWorkspace('demo')}>{words.exploreAction}</Button>
          </div>
        </section>
      )}
    </FrontDoor>
  );
}
