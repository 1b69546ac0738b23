import { useSurroundings } from './context.ts';
import { ChatIcon } from './icons.tsx';

/** What to expect, before anything has been said. */
export function Invitation() {
  const { words } = useSurroundings();
  return (
    <section class="invitation">
      <span class="badge" aria-hidden="true">
        <ChatIcon />
      </span>
      <div>
        <h2>{words.invitation}</h2>
        <p>{words.invitationDetail}</p>
      </div>
    </section>
  );
}
