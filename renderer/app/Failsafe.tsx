import { Component, type ReactNode } from 'react';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';

/** Keeps a screen that throws from taking the shell with it. */
export function Failsafe({ children }: { readonly children: ReactNode }) {
  const { failure } = useWords().app;
  return (
    <Catch
      fallback={(retry) => (
        <ErrorState
          title={failure.title}
          description={failure.description}
          retryLabel={failure.retry}
          onRetry={retry}
        />
      )}
    >
      {children}
    </Catch>
  );
}

interface CatchProps {
  readonly fallback: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A class, because React has no other way to catch. */
class Catch extends Component<CatchProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}
