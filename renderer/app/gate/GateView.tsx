import { useEffect, useState, type ReactNode } from 'react';
import { AppError } from '#shared/wire/errors.ts';
import { SetUpScreen } from '#renderer/accounts/setUp/SetUpScreen.tsx';
import { SignInScreen } from '#renderer/accounts/signIn/SignInScreen.tsx';
import type { Connection } from '#renderer/app/connect.ts';
import { useServerState } from '#renderer/app/shell/useServerState.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { StartingScreen } from './StartingScreen.tsx';
import { UnreachableScreen } from './UnreachableScreen.tsx';
import type { Gate, GateControl } from './useGate.ts';

interface GateViewProps {
  readonly connection: Connection;
  readonly control: GateControl;
  /** What stands behind the sign-in. */
  readonly inside: (gate: Extract<Gate, { at: 'inside' }>) => ReactNode;
}

/** While nobody can say where this window stands, the server is asked again this often. */
const LOOK_AGAIN_MS = 5_000;

/** The screen for where this window stands. */
export function GateView({ connection, control, inside }: GateViewProps) {
  const words = useWords();
  const { gate } = control;
  const server = useServerState(connection.native);
  const [restarting, setRestarting] = useState(false);

  const isUnreachable = gate.at === 'unreachable';
  const { look } = control;
  useEffect(() => {
    if (!isUnreachable) return undefined;
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnreachable, look]);

  if (gate.at === 'inside') return inside(gate);
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
  switch (gate.at) {
    case 'starting':
      return <StartingScreen />;
    case 'unreachable': {
      const { message, reference } = wordsForError(gate.error, words);
      return (
        <UnreachableScreen
          title={words.app.server.unreachableTitle}
          hint={isDown(gate.error) ? words.app.server.unreachableHint : message}
          reason={null}
          reference={reference}
          retryLabel={words.app.retry}
          busy={false}
          onRetry={control.look}
        />
      );
    }
    case 'setUp':
      return (
        <SetUpScreen accounts={connection.accounts} needsCode={gate.state.setUpNeedsCode} onSignedIn={control.enter} />
      );
    case 'signIn':
      return (
        <SignInScreen accounts={connection.accounts} state={gate.state} ended={gate.ended} onSignedIn={control.enter} />
      );
  }
}

function isDown(error: unknown): boolean {
  return error instanceof AppError && error.code === 'UNAVAILABLE' && error.details?.reason === undefined;
}
