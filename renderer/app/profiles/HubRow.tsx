import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { HubProfile } from '#shared/native.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import type { Profiles } from './profiles.ts';

/** A hub that was joined: its name to change in place, its address, and the way to forget it. */
export function HubRow({ hub, rename, remove }: { readonly hub: HubProfile } & Pick<Profiles, 'rename' | 'remove'>) {
  const words = useWords().app.profiles;
  const [name, setName] = useState(hub.name);

  function keep(): void {
    if (name.trim() === '') setName(hub.name);
    else if (name.trim() !== hub.name) rename(hub.id, name);
  }

  return (
    <li className="flex items-center gap-3">
      <Input
        aria-label={words.rename(hub.name)}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
      <span className="w-56 shrink-0 truncate text-meta text-ink-muted" title={hub.address}>
        {hub.address}
      </span>
      <IconButton label={words.remove(hub.name)} icon={Trash2} onClick={() => remove(hub.id)} />
    </li>
  );
}
