import { invitationLinkOf } from '#renderer/accounts/invitation/invitationCode.ts';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useServerAddress } from '#renderer/app/shell/useServerAddress.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

interface InvitationLinkProps {
  readonly code: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

const isLoopback = (address: string): boolean => /^(?:127\.[\d.]+|localhost|\[::1\])$/.test(new URL(address).hostname);

/** The link to pass on, or the bare code where the server has no address at the moment. */
export function InvitationLink({ code, expiresAt }: InvitationLinkProps) {
  const words = useWords().accounts.people.link;
  const address = useServerAddress();

  return (
    <div className="flex flex-col gap-3">
      <CopyBlock
        label={address === null ? words.code : words.label}
        text={address === null ? code : invitationLinkOf(address, code)}
        copyLabel={address === null ? words.copyCode : words.copy}
      />
      {address !== null && isLoopback(address) && (
        <Banner tone="warning" className="rounded-small">
          {words.onlyHere}
        </Banner>
      )}
      <p className="text-meta text-ink-faint">
        {words.until} <ExactTime at={expiresAt} format={{ dateStyle: 'full', timeStyle: 'short' }} />.{' '}
        {words.desktopHint}
      </p>
    </div>
  );
}
