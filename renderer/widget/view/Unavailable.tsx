import type { WidgetWords } from '#renderer/widget/words.ts';
import { CloseButton } from './CloseButton.tsx';
import { ChatIcon } from './icons.tsx';
import { useEscape } from './useEscape.ts';

export interface UnavailableProps {
  readonly words: WidgetWords;
  readonly onClose: () => void;
  /** False when the frame is a page of its own: there is nothing to close. */
  readonly canClose: boolean;
}

/** In place of the chat where the page's key names no site. There is nothing the customer can do about it, so it says just that. */
export function Unavailable({ words, onClose, canClose }: UnavailableProps) {
  useEscape(onClose);
  return (
    <main class="chat">
      <header class="header">
        <div class="bar closing">{canClose ? <CloseButton label={words.close} onClose={onClose} /> : null}</div>
      </header>
      <div class="unavailable">
        <span aria-hidden="true">
          <ChatIcon />
        </span>
        <h1>{words.refused}</h1>
      </div>
    </main>
  );
}
