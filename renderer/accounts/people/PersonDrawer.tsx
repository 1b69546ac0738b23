import type { Person } from '#shared/accounts/people/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { PersonHistory } from '#renderer/audit/PersonHistory.tsx';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { AccessPart } from './AccessPart.tsx';
import { LastSeen } from './LastSeen.tsx';
import { RolesPart } from './RolesPart.tsx';
import { StateBadge } from './StateBadge.tsx';

interface PersonDrawerProps {
  /** Null while nobody is looked at. */
  readonly accountId: string | null;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}

/** One colleague: who they are, what they may do, and (last, for what it is long) what happened to them. */
export function PersonDrawer({ accountId, people, onClose }: PersonDrawerProps) {
  const { app, accounts } = useWords();
  const words = accounts.people.person;
  const { roles } = useSession().account;
  const person = people.find(({ id }) => id === accountId);
  return (
    <Drawer open={accountId !== null} onOpenChange={onClose} title={person?.name ?? words.gone} closeLabel={app.close}>
      {person !== undefined && (
        <div className="flex flex-col divide-y divide-line">
          <Facts person={person} />
          <RolesPart key={`${person.id} ${person.roles.join()}`} person={person} />
          <AccessPart person={person} />
          {isGranted(roles, 'audit.read') && <PersonHistory person={person} />}
        </div>
      )}
    </Drawer>
  );
}

function Facts({ person }: { readonly person: Person }) {
  const words = useWords().accounts.people.person;
  const facts = [
    { label: words.email, value: person.email },
    { label: words.lastSeen, value: <LastSeen person={person} /> },
    { label: words.since, value: <ExactTime at={person.createdAt} format={{ dateStyle: 'medium' }} /> },
    ...(person.deactivatedAt === null
      ? []
      : [
          {
            label: words.deactivatedAt,
            value: <ExactTime at={person.deactivatedAt} format={{ dateStyle: 'medium' }} />,
          },
        ]),
    { label: words.conversations, value: String(person.openConversations) },
  ];
  return (
    <section className="flex flex-col gap-4 px-4 py-5">
      <div className="flex items-center gap-3">
        <Avatar name={person.name} seed={person.id} />
        <StateBadge person={person} />
      </div>
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-ink-faint">{label}</dt>
            <dd className="truncate select-text">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
