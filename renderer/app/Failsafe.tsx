import { Component, type ReactNode } from 'react';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { PartMissingError } from '#renderer/ui/lazyPart.ts';
import { useWords } from '#renderer/app/words/useWords.ts';

interface FailsafeProps {
  /** The whole window instead of one of its screens: nothing is left around it, and only loading it anew helps. */
  readonly isOutermost?: boolean;
  readonly children: ReactNode;
}

/** Keeps a screen that throws from taking what is around it with it. */
export function Failsafe({ isOutermost = false, children }: FailsafeProps) {
  const { failure, windowFailure, updated } = useWords().app;
  return (
    <Catch
      fallback={(error, retry) => {
        const isOld = error instanceof PartMissingError;
        const words = isOld ? updated : isOutermost ? windowFailure : failure;
        const shown = (
          <ErrorState
            isScreen
            title={words.title}
            description={words.description}
            retryLabel={words.retry}
            onRetry={isOld || isOutermost ? () => window.location.reload() : retry}
          />
        );
        return isOutermost ? <main className="flex h-full bg-canvas">{shown}</main> : shown;
      }}
    >
      {children}
    </Catch>
  );
}

interface CatchProps {
  readonly fallback: (error: unknown, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface CatchState {
  readonly failed: { readonly error: unknown } | null;
}

/** A class, because React has no other way to catch. */
class Catch extends Component<CatchProps, CatchState> {
  override state: CatchState = { failed: null };

  static getDerivedStateFromError(error: unknown): CatchState {
    return { failed: { error } };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return this.props.fallback(failed.error, () => this.setState({ failed: null }));
  }
}
