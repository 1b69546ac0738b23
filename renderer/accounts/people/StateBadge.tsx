import { CircleCheck, CircleSlash, Lock } from 'lucide-react';
import type { Person } from '#shared/accounts/people/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';

/** Whether somebody may sign in. */
export function StateBadge({ person }: { readonly person: Pick<Person, 'deactivatedAt' | 'lockedUntil'> }) {
  const { states } = useWords().accounts.people;
  if (person.deactivatedAt !== null) {
    return (
      <Badge tone="neutral" icon={CircleSlash}>
        {states.deactivated}
      </Badge>
    );
  }
  if (person.lockedUntil !== null) {
    return (
      <Badge tone="warning" icon={Lock}>
        {states.locked}
      </Badge>
    );
  }
  return (
    <Badge tone="success" icon={CircleCheck}>
      {states.active}
    </Badge>
  );
}
