import { Avatar } from './Avatar.tsx';
import { useSurroundings } from './context.ts';
import { CloseButton } from './CloseButton.tsx';

export interface HeaderProps {
  readonly title: string;
  /** Who answers, as the site calls them; null when it does not say. */
  readonly team: string | null;
  readonly greeting: string | null;
  /** Nothing has been said yet: the header is a welcome. */
  readonly isWelcome: boolean;
  /** Null: not known. */
  readonly someoneIsHere: boolean | null;
  readonly onClose: (() => void) | null;
}

export function Header({ title, team, greeting, isWelcome, someoneIsHere, onClose }: HeaderProps) {
  const { state, words } = useSurroundings();
  const { assignee } = state.thread;
  const who = isWelcome || assignee === null ? team : words.talkingWith(assignee.name);
  const presenceWords = (): string | null => {
    if (someoneIsHere === null) return isWelcome || assignee !== null ? null : words.weReplyHere;
    return someoneIsHere ? words.someoneIsHere : words.nobodyIsHere;
  };
  return (
    <header class={`header ${isWelcome ? 'welcome' : ''}`}>
      <div class="bar">
        {assignee === null ? null : <Avatar name={assignee.name} />}
        <div class="names">
          <h1>{title}</h1>
          {who === null ? null : <p>{who}</p>}
          <p class="presence" role="status">
            {someoneIsHere === null ? null : <span class={`dot ${someoneIsHere ? 'full' : ''}`} aria-hidden="true" />}
            {presenceWords()}
          </p>
        </div>
        {onClose === null ? null : <CloseButton label={words.close} onClose={onClose} />}
      </div>
      {isWelcome ? (
        <div class="greeting">
          <p class="hello">{words.greeting}</p>
          <p class="detail">{greeting ?? words.greetingDetail}</p>
        </div>
      ) : null}
    </header>
  );
}
