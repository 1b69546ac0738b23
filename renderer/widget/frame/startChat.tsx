import { render } from 'preact';
import { createIndexedDbShelf } from '#renderer/client/outbox/indexedDbShelf.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { createVisitorChat } from '#renderer/widget/chat/visitorChat.ts';
import { createPresence, type Presence } from '#renderer/widget/chat/presence.ts';
import { App } from '#renderer/widget/view/App.tsx';
import { wordsFor } from '#renderer/widget/words.ts';
import { watchActivity } from './activity.ts';
import type { Host, PageFacts } from './host.ts';
import { createPanel } from './panel.ts';
import type { FrameSite } from './site.ts';
import { createFrameStorage } from './storage.ts';
import { applyAccent } from './theme.ts';

/** The chat of a site, joined to the server and to the page around the frame. */
export function startChat(site: FrameSite, page: PageFacts, host: Host, root: Element): void {
  const { team } = site.theme;
  const words = team === undefined ? wordsFor(site.locale) : { ...wordsFor(site.locale), team };
  const storage = createFrameStorage(site.key);
  const accent = applyAccent(page.accent ?? site.theme.accent);
  const title = site.theme.title ?? site.name;
  document.documentElement.lang = words.locale;
  document.title = title;

  const presence: Presence = createPresence({ timers: systemTimers, conversationId: () => chat.conversationId() });
  const outboxName = `optimaliq.outbox:${site.key}`;
  const { chat, returns } = createVisitorChat({
    url: location.origin,
    siteKey: site.key,
    storage,
    shelf: createIndexedDbShelf(outboxName),
    tabs: createTabs(outboxName),
    timers: systemTimers,
    onClient: presence.attach,
    onStart: () => {
      host.tell({ optimaliq: 'started' });
    },
  });
  const panel = createPanel(chat, host);
  chat.onChange(presence.look);
  panel.onShown(presence.stirred);
  watchActivity(presence);

  render(
    <App chat={chat} presence={presence} panel={panel} site={site} title={title} words={words} storage={storage} />,
    root,
  );
  host.tell({ optimaliq: 'ready', title, accent, position: site.theme.position ?? 'end' });
  if (returns) chat.open();
}
