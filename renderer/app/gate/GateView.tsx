import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useRoute } from 'wouter';
import { AppError } from '#shared/wire/errors.ts';
import { InvitationInside } from '#renderer/accounts/invitation/InvitationInside.tsx';
import { InvitationScreen } from '#renderer/accounts/invitation/InvitationScreen.tsx';
import { SetUpScreen } from '#renderer/accounts/setUp/SetUpScreen.tsx';
import { SignInScreen } from '#renderer/accounts/signIn/SignInScreen.tsx';
import type { Connection } from '#renderer/app/connect.ts';
import { ProfilesDoor } from '#renderer/app/profiles/ProfilesDoor.tsx';
import { useServerState } from '#renderer/app/shell/useServerState.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { StartingScreen } from './StartingScreen.tsx';
import { UnreachableScreen } from './UnreachableScreen.tsx';
import type { Gate, GateState } from './gate.ts';

interface GateViewProps {
  readonly connection: Connection;
  readonly gate: Gate;
  /** What stands behind the sign-in. */
  readonly inside: (state: Extract<GateState, { at: 'inside' }>) => ReactNode;
}

/** While nobody can say where this window stands, the server is asked again this often. */
const LOOK_AGAIN_MS = 5_000;

/** The screen for where this window stands; before one is inside, with the way to another workspace. */
export function GateView(props: GateViewProps) {
  const { at } = useSyncExternalStore(props.gate.subscribe, props.gate.get);
  return (
    <>
      <Door {...props} />
      {at !== 'inside' && at !== 'starting' && <ProfilesDoor isFirstStart={at === 'setUp'} />}
    </>
  );
}

function Door({ connection, gate, inside }: GateViewProps) {
  const words = useWords();
  const state = useSyncExternalStore(gate.subscribe, gate.get);
  const server = useServerState(connection.native);
  const [restarting, setRestarting] = useState(false);
  const [isInvitation, params] = useRoute('/invitation/:code?');

  const isUnreachable = state.at === 'unreachable';
  const { look } = gate;
  useEffect(() => {
    if (!isUnreachable) return undefined;
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnreachable, look]);

  if (state.at === 'inside') {
    if (isInvitation) return <InvitationInside name={state.session.account.name} onSignOut={gate.signOut} />;
    return inside(state);
  }
  if (server?.state === 'failed') {
    return (
      <UnreachableScreen
        title={words.app.server.failedTitle}
        hint={words.app.server.failedHint}
        reason={server.reason}
        reference={null}
        retryLabel={words.app.server.restart}
        busy={restarting}
        onRetry={() => {
          setRestarting(true);
          void connection.native?.restartServer().finally(() => setRestarting(false));
        }}
      />
    );
  }
  switch (state.at) {
    case 'starting':
      return <StartingScreen />;
    case 'unreachable': {
      const { message, reference } = wordsForError(state.error, words);
      return (
        <UnreachableScreen
          title={words.app.server.unreachableTitle}
          hint={isDown(state.error) ? words.app.server.unreachableHint : message}
          reason={null}
          reference={reference}
          retryLabel={words.app.retry}
          busy={false}
          onRetry={gate.look}
        />
      );
    }
    case 'setUp':
      return (
        <SetUpScreen accounts={connection.accounts} needsCode={state.state.setUpNeedsCode} onSignedIn={gate.enter} />
      );
    case 'signIn':
      if (isInvitation) {
        return (
          <InvitationScreen
            accounts={connection.accounts}
            workspaceName={state.state.workspace?.name ?? null}
            code={params.code ?? null}
            onSignedIn={gate.enter}
          />
        );
      }
      return (
        <SignInScreen accounts={connection.accounts} state={state.state} ended={state.ended} onSignedIn={gate.enter} />
      );
  }
}

function isDown(error: unknown): boolean {
  return error instanceof AppError && error.code === 'UNAVAILABLE' && error.details?.reason === undefined;
}
