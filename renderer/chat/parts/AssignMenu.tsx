import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Check, CircleDashed, Search, UserRoundPlus } from 'lucide-react';
import { PresenceDot } from '#renderer/accounts/presence/PresenceDot.tsx';
import { usePresenceOf } from '#renderer/accounts/presence/usePresence.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import type { Assignee } from '#renderer/chat/hooks/useConversationActions.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { isGranted } from '#shared/wire/access.ts';

interface AssignMenuProps {
  readonly assignee: ConversationSummary['assignee'];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Null: back to the queue. */
  readonly onAssign: (to: Assignee | null) => void;
}

const ROW =
  'flex min-h-8 cursor-default items-center gap-2 rounded-small px-2 py-1 data-[selected=true]:bg-hover data-[disabled=true]:opacity-50';

/** Who looks after the conversation, and the choice of somebody else: found by typing, me first. */
export function AssignMenu({ assignee, open, onOpenChange, onAssign }: AssignMenuProps) {
  const words = useWords().chat;
  const me = useMe();
  const presenceOf = usePresenceOf();
  const { names } = useWords().accounts.presence;
  const name = assignee?.id === me.accountId ? words.you : assignee?.name;
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      label={words.assign.menu}
      align="end"
      className="w-64 p-0!"
      trigger={
        <Button variant="ghost" {...(assignee === null ? { icon: UserRoundPlus } : {})}>
          {assignee !== null && <Avatar name={assignee.name} seed={assignee.id} size="small" />}
          <span aria-hidden className="max-w-28 truncate">
            {name ?? words.assign.assign}
          </span>
          {assignee !== null && <PresenceDot presence={presenceOf(assignee.id)} />}
          {assignee !== null && <span className="sr-only">{names[presenceOf(assignee.id)]}</span>}
          <span className="sr-only">{name === undefined ? words.assign.menu : words.assign.assignedTo(name)}</span>
        </Button>
      }
    >
      <AssignList
        assignee={assignee}
        onChoose={(to) => {
          onOpenChange(false);
          onAssign(to);
        }}
      />
    </Popover>
  );
}

interface AssignListProps {
  readonly assignee: ConversationSummary['assignee'];
  readonly onChoose: (to: Assignee | null) => void;
}

function AssignList({ assignee, onChoose }: AssignListProps) {
  const { chat, accounts } = useWords();
  const words = chat.assign;
  const presenceOf = usePresenceOf();
  const client = useClient();
  const me = useMe();
  const { data, isError } = useQuery({
    queryKey: ['accounts.colleagues'],
    queryFn: () => client.call('accounts.colleagues', {}),
    staleTime: 60_000,
  });
  const others = (data?.colleagues ?? []).filter(
    ({ id, roles }) => id !== me.accountId && isGranted(roles, 'chat.write'),
  );
  const rows: readonly (Assignee & { readonly label: string })[] = [
    { id: me.accountId, name: me.name, label: words.me(me.name) },
    ...others.map(({ id, name }) => ({ id, name, label: name })),
  ];
  return (
    <Command label={words.menu} loop>
      <div className="flex h-9 items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <Command.Input
          placeholder={words.search}
          className="min-w-0 flex-1 bg-transparent outline-none focus-visible:outline-none"
        />
      </div>
      <Command.List label={words.menu} className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-4 text-center text-ink-muted">{words.nothingFound}</Command.Empty>
        {rows.map((row) => (
          <Command.Item
            key={row.id}
            value={row.id}
            keywords={[row.label]}
            className={ROW}
            onSelect={() => onChoose({ id: row.id, name: row.name })}
          >
            <Avatar name={row.name} seed={row.id} size="small" />
            <span className="truncate">{row.label}</span>
            <span className="ms-auto flex shrink-0 items-center gap-1.5 text-meta text-ink-muted">
              <PresenceDot presence={presenceOf(row.id)} />
              {accounts.presence.names[presenceOf(row.id)]}
              {assignee?.id === row.id && <Check aria-hidden className="size-4 text-ink" />}
            </span>
          </Command.Item>
        ))}
        {assignee !== null && (
          <Command.Item value="nobody" keywords={[words.nobody]} className={ROW} onSelect={() => onChoose(null)}>
            <CircleDashed aria-hidden className="size-5 text-ink-muted" strokeWidth={1.5} />
            <span className="truncate">{words.nobody}</span>
          </Command.Item>
        )}
      </Command.List>
      {data === undefined && (
        <p role="status" className="border-t border-line px-3 py-2 text-meta text-ink-muted">
          {isError ? words.colleaguesFailed : words.colleaguesLoading}
        </p>
      )}
    </Command>
  );
}
