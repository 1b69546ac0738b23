import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Chat } from '#renderer/widget/chat/chat.ts';
import type { Presence } from '#renderer/widget/chat/presence.ts';
import type { Panel } from '#renderer/widget/frame/panel.ts';
import type { FrameSite } from '#renderer/widget/frame/site.ts';
import type { FrameStorage } from '#renderer/widget/frame/storage.ts';
import type { WidgetWords } from '#renderer/widget/words.ts';
import { Composer } from './Composer.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { SurroundingsProvider } from './context.ts';
import { createFormats } from './formats.ts';
import { Header } from './Header.tsx';
import { Invitation } from './Invitation.tsx';
import { ThreadView } from './ThreadView.tsx';
import { useEscape } from './useEscape.ts';

export interface AppProps {
  readonly chat: Chat;
  readonly presence: Presence;
  readonly panel: Panel;
  readonly site: FrameSite;
  readonly title: string;
  readonly words: WidgetWords;
  readonly storage: FrameStorage;
}

export function App({ chat, presence, panel, site, title, words, storage }: AppProps) {
  const [state, setState] = useState(chat.state());
  useEffect(() => chat.onChange(() => setState(chat.state())), [chat]);
  const [someoneIsHere, setSomeoneIsHere] = useState(presence.someoneIsHere());
  useEffect(() => presence.onChange(() => setSomeoneIsHere(presence.someoneIsHere())), [presence]);
  useEscape(panel.close);

  const formats = useMemo(() => createFormats(words, () => Date.now()), [words]);
  const surroundings = useMemo(() => ({ chat, words, formats, state }), [chat, words, formats, state]);
  const isEmpty = state.thread.items.length === 0 && state.outgoing.length === 0;
  const isClosed = state.thread.status === 'closed';
  const placeholder = isEmpty ? words.placeholderFirst : isClosed ? words.placeholderClosed : words.placeholder;
  const isWelcome = isEmpty && state.phase !== 'loading';

  return (
    <SurroundingsProvider value={surroundings}>
      <main class="chat" aria-label={words.chatWith(title)}>
        <Header
          title={title}
          team={site.theme.team ?? null}
          greeting={site.theme.greeting ?? null}
          isWelcome={isWelcome}
          someoneIsHere={someoneIsHere}
          onClose={panel.canClose ? panel.close : null}
        />
        {isWelcome ? <Invitation /> : null}
        <ConnectionLine />
        <ThreadView />
        <Composer
          draft={storage.draft()}
          onDraft={storage.keepDraft}
          placeholder={placeholder}
          onShown={panel.onShown}
        />
      </main>
    </SurroundingsProvider>
  );
}
