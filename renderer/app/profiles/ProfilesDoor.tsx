import { Network } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useProfiles } from './profiles.ts';
import { ProfilesDialog } from './ProfilesDialog.tsx';

/** At the front doors of the desktop window: the way to another workspace. A first start offers to join a hub. */
export function ProfilesDoor({ isFirstStart }: { readonly isFirstStart: boolean }) {
  const words = useWords().app.profiles;
  const profiles = useProfiles();
  const [open, setOpen] = useState(false);
  if (profiles === null) return null;
  return (
    <nav aria-label={words.label} className="fixed end-4 top-4 z-10">
      <Button icon={Network} onClick={() => setOpen(true)} title={isFirstStart ? words.joinHint : undefined}>
        {isFirstStart ? words.joinAction : words.leave}
      </Button>
      <ProfilesDialog open={open} onOpenChange={setOpen} />
    </nav>
  );
}
