import { useEffect, useState } from 'react';
import type { NativeBridge, RememberOffer } from '#shared/native.ts';
import { useWords } from '#renderer/app/words/useWords.ts';

interface RememberMeProps {
  readonly native: Pick<NativeBridge, 'rememberOffer'>;
  readonly remember: boolean;
  readonly onChange: (remember: boolean) => void;
}

/** On the desktop: whether the session outlasts the app, or why that is not offered. */
export function RememberMe({ native, remember, onChange }: RememberMeProps) {
  const words = useWords().accounts.signIn;
  const [offer, setOffer] = useState<RememberOffer | null>(null);
  useEffect(() => {
    let isHere = true;
    native.rememberOffer().then(
      (found) => isHere && setOffer(found),
      () => isHere && setOffer({ offered: false, reason: 'keychainClosed' }),
    );
    return () => {
      isHere = false;
    };
  }, [native]);
  if (offer === null) return null;
  if (!offer.offered) return <p className="text-meta text-ink-faint">{words.rememberNot[offer.reason]}</p>;
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        checked={remember}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 accent-accent"
      />
      <span>
        {words.remember}
        <span className="block text-meta text-ink-faint">{words.rememberHelp}</span>
      </span>
    </label>
  );
}
