import { Link } from 'wouter';
import type { Person } from '#shared/accounts/people/contract.ts';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { LastSeen } from './LastSeen.tsx';
import { RoleBadges } from './RoleBadges.tsx';
import { StateBadge } from './StateBadge.tsx';

const cell = 'px-4 py-2.5 align-middle';

/** Everybody with an account; the name leads to the person, and the whole row with it. */
export function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const words = useWords().accounts.people;
  const { columns } = words;
  return (
    <div className="overflow-hidden rounded-medium border border-line bg-raised">
      <table className="w-full border-collapse text-start">
        <thead>
          <tr className="border-b border-line text-meta text-ink-faint">
            {[columns.person, columns.roles, columns.state, columns.seen].map((name) => (
              <th key={name} scope="col" className="px-4 py-2 text-start font-medium">
                {name}
              </th>
            ))}
            <th scope="col" className="px-4 py-2 text-end font-medium">
              {columns.conversations}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonRow({ person }: { readonly person: Person }) {
  const words = useWords().accounts.people;
  const { account } = useSession();
  const isGone = person.deactivatedAt !== null;
  return (
    <tr className="relative transition-colors focus-within:bg-hover hover:bg-hover">
      <th scope="row" className={cx(cell, 'text-start font-normal')}>
        <span className="flex items-center gap-3">
          <Avatar name={person.name} seed={person.id} />
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <Link
                href={`/people/${person.id}`}
                className={cx('truncate font-medium after:absolute after:inset-0', isGone && 'text-ink-muted')}
              >
                {person.name}
              </Link>
              {person.id === account.id && <Badge>{words.you}</Badge>}
            </span>
            <span className="block truncate text-meta text-ink-faint">{person.email}</span>
          </span>
        </span>
      </th>
      <td className={cell}>
        <RoleBadges roles={person.roles} />
      </td>
      <td className={cell}>
        <StateBadge person={person} />
      </td>
      <td className={cx(cell, 'whitespace-nowrap text-ink-muted')}>
        <LastSeen person={person} />
      </td>
      <td className={cx(cell, 'text-end text-ink-muted tabular-nums')}>{person.openConversations}</td>
    </tr>
  );
}
