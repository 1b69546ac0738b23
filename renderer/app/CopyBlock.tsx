import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

interface CopyBlockProps {
  readonly label: string;
  readonly help?: string;
  readonly text: string;
  /** Names the button. */
  readonly copyLabel: string;
}

/** A text to take elsewhere: shown whole, and copied by a button. */
export function CopyBlock({ label, help, text, copyLabel }: CopyBlockProps) {
  const words = useWords().app;
  const [copied, setCopied] = useState<string | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      showToast({ tone: 'success', title: words.copied, id: 'copied' });
    } catch {
      showToast({ tone: 'warning', title: words.copyFailed, id: 'copied' });
    }
  }

  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-4">
        <div>
          <p className="font-medium">{label}</p>
          {help !== undefined && <p className="text-meta text-ink-faint">{help}</p>}
        </div>
        <Button icon={copied === text ? Check : Copy} onClick={() => void copy()}>
          {copyLabel}
        </Button>
      </div>
      <pre className="rounded-small border border-line bg-sunken p-3 font-mono text-meta wrap-anywhere whitespace-pre-wrap select-all">
        {text}
      </pre>
    </div>
  );
}
