import type { Person } from '#shared/accounts/people/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';

export function LastSeen({ person }: { readonly person: Pick<Person, 'isConnected' | 'lastSeenAt'> }) {
  const words = useWords().accounts.people;
  if (person.isConnected) return <span className="text-success-text">{words.now}</span>;
  return person.lastSeenAt === null ? <>{words.never}</> : <RelativeTime at={person.lastSeenAt} />;
}
