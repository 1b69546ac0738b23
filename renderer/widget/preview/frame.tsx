import { render } from 'preact';
import type { Chat, ChatState } from '#renderer/widget/chat/chat.ts';
import type { Presence } from '#renderer/widget/chat/presence.ts';
import { createHost, readPageFacts } from '#renderer/widget/frame/host.ts';
import type { FrameStorage } from '#renderer/widget/frame/storage.ts';
import { applyAccent } from '#renderer/widget/frame/theme.ts';
import { App } from '#renderer/widget/view/App.tsx';
import { wordsFor } from '#renderer/widget/words.ts';
import { draftIn, type PreviewDraft } from './draft.ts';
import { sampleState } from './sample.ts';
import '#renderer/widget/view/tokens.css';
import '#renderer/widget/view/widget.css';

const nothing = () => undefined;

/** The widget's own view over a chat that goes nowhere. */
function stillChat(state: ChatState): Chat {
  return {
    state: () => state,
    onChange: () => nothing,
    open: nothing,
    setSeen: nothing,
    send: nothing,
    retry: nothing,
    discard: nothing,
    typed: nothing,
    loadOlder: nothing,
    retryLine: nothing,
    reconnect: nothing,
    close: nothing,
    conversationId: () => null,
  };
}

const storage: FrameStorage = {
  token: () => null,
  keepToken: () => undefined,
  onToken: () => undefined,
  draft: () => '',
  keepDraft: () => undefined,
};

/** Somebody is there: so the team sees what their customers see in their hours. */
const presence: Presence = {
  attach: nothing,
  someoneIsHere: () => true,
  onChange: nothing,
  stirred: nothing,
  left: nothing,
  look: nothing,
};

const host = createHost(readPageFacts());
const panel = { canClose: true, close: () => undefined, onShown: () => undefined };

function show(draft: PreviewDraft): void {
  const accent = applyAccent(draft.theme.accent);
  const words = wordsFor(draft.locale);
  const title = draft.theme.title ?? draft.name;
  const root = document.getElementById('app');
  document.documentElement.lang = words.locale;
  if (root === null) return;
  const { team } = draft.theme;
  const chat = stillChat(sampleState(draft.optimaliqPreview, Date.now()));
  render(
    <App
      key={JSON.stringify(draft)}
      chat={chat}
      presence={presence}
      panel={panel}
      site={draft}
      title={title}
      words={team === undefined ? words : { ...words, team }}
      storage={storage}
    />,
    root,
  );
  host.tell({ optimaliq: 'ready', title, accent, position: draft.theme.position ?? 'end' });
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const draft = draftIn(event);
  if (draft !== null) show(draft);
});
window.parent.postMessage('optimaliq:preview-ready', location.origin);
