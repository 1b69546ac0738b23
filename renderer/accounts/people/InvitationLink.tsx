import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { invitationLinkOf } from '#renderer/accounts/invitation/invitationCode.ts';
import { useNative } from '#renderer/app/context.ts';
import { useServerState } from '#renderer/app/shell/useServerState.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

interface InvitationLinkProps {
  readonly code: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

const isLoopback = (address: string): boolean => /^(?:127\.[\d.]+|localhost|\[::1\])$/.test(new URL(address).hostname);

/** The link to pass on, or the bare code where the server has no address at the moment. */
export function InvitationLink({ code, expiresAt }: InvitationLinkProps) {
  const words = useWords().accounts.people.link;
  const server = useServerState(useNative());
  const address = server === null ? window.location.origin : server.state === 'running' ? server.address : null;
  const text = address === null ? code : invitationLinkOf(address, code);
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      showToast({ tone: 'success', title: words.copied, id: 'invitation' });
    } catch {
      showToast({ tone: 'warning', title: words.copyFailed, id: 'invitation' });
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium">{address === null ? words.code : words.label}</span>
        <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
          {address === null ? words.copyCode : words.copy}
        </Button>
      </div>
      <pre className="rounded-small border border-line bg-sunken p-3 font-mono text-meta wrap-anywhere whitespace-pre-wrap select-all">
        {text}
      </pre>
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
