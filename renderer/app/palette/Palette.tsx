import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useRef } from 'react';
import { headingsInOrder } from '#renderer/app/registry.ts';
import { useAllCommands, type Command } from '#renderer/app/commands/commands.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useFocusReturn } from '#renderer/ui/useFocusReturn.ts';

interface PaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Everything that can be done now, found by typing. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const words = useWords().app.palette;
  const focus = useFocusReturn();
  const chosen = useRef<Command | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=open]:animate-fade-in" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            focus.onCloseAutoFocus(event);
            // Only now: a command may put the focus elsewhere, and an open dialog would take it back.
            const command = chosen.current;
            chosen.current = null;
            command?.run();
          }}
          className="fixed inset-x-4 top-[14vh] z-30 mx-auto max-w-150 overflow-hidden rounded-large border border-line bg-raised text-ink shadow-2 outline-none data-[state=open]:animate-pop-in"
        >
          <Radix.Title className="sr-only">{words.title}</Radix.Title>
          <Cmdk label={words.title} loop>
            <div className="flex h-12 items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-faint" strokeWidth={1.75} />
              <Cmdk.Input
                placeholder={words.placeholder}
                className="min-w-0 flex-1 bg-transparent text-title outline-none focus-visible:outline-none"
              />
              <Kbd keys="escape" className="text-ink-faint" />
            </div>
            <Cmdk.List className="max-h-90 scroll-py-2 overflow-y-auto p-2">
              <Cmdk.Empty className="py-8 text-center text-ink-muted">{words.nothing}</Cmdk.Empty>
              <Groups
                onChoose={(command) => {
                  chosen.current = command;
                  onOpenChange(false);
                }}
              />
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Groups({ onChoose }: { readonly onChoose: (command: Command) => void }) {
  const { groups: own } = useWords().app.palette;
  const commands = useAllCommands();
  const groups = headingsInOrder(commands, [own.go, own.appearance, own.help, own.account]);
  return groups.map((group) => (
    <Cmdk.Group
      key={group}
      heading={group}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint"
    >
      {commands
        .filter((command) => command.group === group)
        .map((command) => (
          <Row key={command.id} command={command} onChoose={onChoose} />
        ))}
    </Cmdk.Group>
  ));
}

function Row({ command, onChoose }: { readonly command: Command; readonly onChoose: (command: Command) => void }) {
  const { icon: Icon, shortcut } = command;
  return (
    <Cmdk.Item
      value={command.id}
      keywords={[command.label, ...(command.keywords ?? [])]}
      onSelect={() => onChoose(command)}
      className="flex h-9 items-center gap-3 rounded-small px-2 data-[selected=true]:bg-hover"
    >
      {Icon === undefined ? (
        <span className="size-4 shrink-0" />
      ) : (
        <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
      )}
      <span className="truncate">{command.label}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} className="ms-auto text-ink-faint" />}
    </Cmdk.Item>
  );
}
