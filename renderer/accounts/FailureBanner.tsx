import { Banner } from '#renderer/ui/Banner.tsx';

interface FailureBannerProps {
  readonly message: string;
  readonly reference: string | null;
}

/** What went wrong with a form as a whole. */
export function FailureBanner({ message, reference }: FailureBannerProps) {
  return (
    <Banner tone="danger" live className="rounded-small">
      <p>{message}</p>
      {reference !== null && <p className="font-mono text-meta break-all select-text">{reference}</p>}
    </Banner>
  );
}
