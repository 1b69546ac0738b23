import { Link } from 'wouter';
import { useThingLink } from '#renderer/audit/hooks/useThingLink.ts';
import { sentenceOf, type Here } from '#renderer/audit/model/sentence.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Entry } from '#shared/audit/contract.ts';

interface SentenceProps {
  readonly entry: Entry;
  /** Whether names lead to what they name. A row of a list is no place for links. */
  readonly linked?: boolean;
  /** The thing in whose timeline it stands. */
  readonly here?: Here | null;
}

/** What an entry says, as text: names stand out, and lead to what they name. */
export function Sentence({ entry, linked = false, here = null }: SentenceProps) {
  const { audit } = useWords();
  const pathOf = useThingLink();
  return (
    <>
      {sentenceOf(entry, audit, here).map(({ text, thing }, index) => {
        const path = thing === null || !linked ? null : pathOf(thing.kind, thing.id);
        // Parts never move.
        const key = String(index);
        if (path !== null) {
          return (
            <Link key={key} href={path} className="font-medium text-accent-text underline-offset-2 hover:underline">
              {text}
            </Link>
          );
        }
        return (
          <span key={key} className={thing === null ? undefined : 'font-medium'}>
            {text}
          </span>
        );
      })}
    </>
  );
}
