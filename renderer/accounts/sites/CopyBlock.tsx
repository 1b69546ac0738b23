import { Copy } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

interface CopyBlockProps {
  readonly label: string;
  readonly help: string;
  readonly text: string;
  /** Names the button. */
  readonly copyLabel: string;
}

/** A text to take elsewhere. */
export function CopyBlock({ label, help, text, copyLabel }: CopyBlockProps) {
  const words = useWords().accounts.sites;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ tone: 'success', title: words.copied, id: 'copied' });
    } catch {
      showToast({ tone: 'warning', title: words.copyFailed, id: 'copied' });
    }
  }

  return (
    <div className="px-4 py-3">
      <div className="mb-2 flex items-center justify-between gap-4">
        <div>
          <p className="font-medium">{label}</p>
          <p className="text-meta text-ink-faint">{help}</p>
        </div>
        <Button icon={Copy} onClick={() => void copy()}>
          {copyLabel}
        </Button>
      </div>
      <pre className="rounded-small border border-line bg-sunken p-3 font-mono text-meta wrap-anywhere whitespace-pre-wrap select-all">
        {text}
      </pre>
    </div>
  );
}
