import { Search, X } from 'lucide-react';
import { useState, type Ref } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';

const LONGEST = 200;

interface SearchFieldProps {
  readonly text: string | undefined;
  readonly onChange: (text: string | null) => void;
  readonly ref: Ref<HTMLInputElement>;
}

/** Free text. What is typed stays as it was typed, until the filter is changed from elsewhere. */
export function SearchField({ text, onChange, ref }: SearchFieldProps) {
  const words = useWords().billing.payments.filters;
  /** `base`: the filter that the typing began with, or has become. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly base: string | undefined } | null>(null);
  const commit = (next: string): void => {
    const own = next.trim();
    setTyped({ text: next, base: own === '' ? undefined : own });
    onChange(own === '' ? null : own);
  };
  const later = useTypedLater(commit);
  const shown = typed !== null && typed.base === text ? typed.text : (text ?? '');
  return (
    <Input
      ref={ref}
      type="text"
      role="searchbox"
      icon={Search}
      className="max-w-80 min-w-44 flex-1"
      aria-label={words.search}
      placeholder={words.searchPlaceholder}
      maxLength={LONGEST}
      value={shown}
      onChange={({ target }) => {
        setTyped({ text: target.value, base: text });
        later(target.value);
      }}
      trailing={
        shown !== '' && (
          <IconButton label={words.remove(words.search)} icon={X} className="-me-2" onClick={() => commit('')} />
        )
      }
    />
  );
}
