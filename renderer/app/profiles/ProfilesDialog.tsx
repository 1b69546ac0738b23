import { FlaskConical, Monitor, Network } from 'lucide-react';
import type { WorkspaceChoice } from '#shared/native.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { HubRow } from './HubRow.tsx';
import { JoinForm } from './JoinForm.tsx';
import { useProfiles } from './profiles.ts';

interface ProfilesDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Where this window can go, and a hub to join. */
export function ProfilesDialog({ open, onOpenChange }: ProfilesDialogProps) {
  const { app } = useWords();
  const words = app.profiles;
  const profiles = useProfiles();
  if (profiles === null) return null;
  const { current, hubs, choose, join, rename, remove } = profiles;
  const places: readonly { id: WorkspaceChoice; name: string; icon: typeof Monitor }[] = [
    { id: 'own', name: words.own, icon: Monitor },
    { id: 'demo', name: words.demo, icon: FlaskConical },
    ...hubs.map(({ id, name }) => ({ id, name, icon: Network })),
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.label}
      description={words.joinDescription}
      closeLabel={app.close}
    >
      <ul className="flex flex-wrap gap-2">
        {places.map(({ id, name, icon: Icon }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'true' : undefined}
              onClick={() => choose(id)}
              className={cx(
                'flex h-8 items-center gap-2 rounded-small border px-3 font-medium transition-colors hover:bg-hover',
                id === current ? 'border-focus bg-accent-subtle text-accent-text' : 'border-line-control',
              )}
            >
              <Icon aria-hidden className="size-4" strokeWidth={1.75} />
              {name}
              {id === current && <span className="text-meta font-normal">{words.current}</span>}
            </button>
          </li>
        ))}
      </ul>
      {hubs.length > 0 && (
        <section className="mt-5 flex flex-col gap-2">
          <ul className="flex flex-col gap-2">
            {hubs.map((hub) => (
              <HubRow key={hub.id} hub={hub} rename={rename} remove={remove} />
            ))}
          </ul>
          <p className="text-meta text-ink-faint">{words.removeHint}</p>
        </section>
      )}
      <section className="mt-5 border-t border-line pt-4">
        <h2 className="mb-3 font-semibold">{words.joinTitle}</h2>
        <JoinForm join={join} />
      </section>
    </Dialog>
  );
}
