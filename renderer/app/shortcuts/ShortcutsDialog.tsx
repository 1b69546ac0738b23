import { headingsInOrder } from '#renderer/app/registry.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useAllShortcuts } from './shortcuts.ts';

interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the keys do on the screen that is open, the screen's own first. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { app } = useWords();
  const shortcuts = useAllShortcuts();
  const { navigation, everywhere } = app.shortcuts.groups;
  const groups = headingsInOrder(shortcuts, [navigation, everywhere]);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={app.shortcuts.title}
      description={app.shortcuts.description}
      closeLabel={app.close}
    >
      <div className="columns-1 gap-8 medium:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-meta font-medium text-ink-faint">{group}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div
                    key={shortcut.id}
                    className="flex min-h-8 items-center justify-between gap-4 border-b border-line last:border-0"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="text-ink-muted">
                      <Kbd keys={shortcut.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
