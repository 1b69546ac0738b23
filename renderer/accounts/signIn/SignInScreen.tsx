import { Link } from 'wouter';
import { FrontDoor } from '#renderer/accounts/FrontDoor.tsx';
import type { AccountsGateway, AccountsState, SignedIn } from '#renderer/accounts/session.ts';
import { useNative } from '#renderer/app/context.ts';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { useState } from 'react';
import { RememberMe } from './RememberMe.tsx';
import { DemoSignIns } from './DemoSignIns.tsx';
import { SignInForm } from './SignInForm.tsx';

interface SignInScreenProps {
  readonly accounts: Pick<AccountsGateway, 'signIn'>;
  readonly state: AccountsState;
  /** Whether a session of this window has just ended. */
  readonly ended: boolean;
  readonly onSignedIn: (session: SignedIn) => void;
}

export function SignInScreen({ accounts, state, ended, onSignedIn }: SignInScreenProps) {
  const { signIn: words, invitation: invitationWords } = useWords().accounts;
  const submission = useSubmission();
  const name = state.workspace?.name;
  const native = useNative();
  const [remember, setRemember] = useState(false);

  function signIn(email: string, password: string): void {
    submission.run(async () => {
      await native?.rememberSignIn(remember);
      onSignedIn(await accounts.signIn({ email, password }));
    });
  }

  return (
    <FrontDoor>
      <h1 className="mb-6 text-display font-semibold text-balance">
        {name === undefined ? words.title : words.titleTo(name)}
      </h1>
      {ended && (
        <Banner className="mb-5 rounded-small" live>
          {words.ended}
        </Banner>
      )}
      {state.demoSignIns !== null && (
        <DemoSignIns
          emails={state.demoSignIns.emails}
          busy={submission.busy}
          onChoose={(email) => signIn(email, state.demoSignIns?.password ?? '')}
        />
      )}
      <SignInForm submission={submission} onSignIn={signIn} autoFocus={state.demoSignIns === null}>
        {native !== null && <RememberMe native={native} remember={remember} onChange={setRemember} />}
      </SignInForm>
      <p className="mt-5 text-center">
        <Link href="/invitation" className="font-medium text-accent-text hover:underline">
          {invitationWords.have}
        </Link>
      </p>
    </FrontDoor>
  );
}
