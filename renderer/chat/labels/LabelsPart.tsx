import { Tag, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { useLabels } from './useLabels.ts';

/** As the server has it. */
const MOST = 10;
const LONGEST = 40;

const sameSound = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What a conversation is about, in the team's words: added, taken away, and by these reports are told apart. */
export function LabelsPart({ conversationId }: { readonly conversationId: string }) {
  const words = useWords().chat.labels;
  const { mayWrite } = useMe();
  const { labels, known, set } = useLabels(conversationId);
  const [typed, setTyped] = useState('');
  if (labels === null || (!mayWrite && labels.length === 0)) return null;

  const own = typed.trim().slice(0, LONGEST);
  const has = (label: string): boolean => labels.some((one) => sameSound(one, label));
  const fitting = known.filter((label) => !has(label) && label.toLowerCase().includes(own.toLowerCase()));
  const isNew = own !== '' && !has(own) && !known.some((label) => sameSound(label, own));
  const options = [
    ...(isNew ? [{ value: own, label: words.addNew(own) }] : []),
    ...fitting.map((label) => ({ value: label, label })),
  ];
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="text-meta font-semibold text-ink-muted">{words.title}</h3>
      {labels.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li
              key={label}
              className="flex h-6 max-w-full items-center gap-1 rounded-full border border-line bg-sunken ps-2 pe-1.5 text-meta font-medium text-ink-muted"
            >
              <Tag aria-hidden className="size-3 shrink-0" strokeWidth={2} />
              <span className="truncate">{label}</span>
              {mayWrite && (
                <button
                  type="button"
                  aria-label={words.remove(label)}
                  onClick={() => set(labels.filter((one) => one !== label))}
                  className="rounded-full transition-colors hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" strokeWidth={2} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && labels.length < MOST && (
        <Combobox
          aria-label={words.add}
          label={words.add}
          placeholder={words.add}
          searchPlaceholder={words.search}
          nothingFound={words.nothing}
          value=""
          options={options}
          onSearch={setTyped}
          onValueChange={(label) => {
            setTyped('');
            set([...labels, label]);
          }}
        />
      )}
    </section>
  );
}
