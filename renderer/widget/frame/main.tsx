import { render } from 'preact';
import { createIndexedDbShelf } from '#renderer/client/outbox/indexedDbShelf.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { createVisitorChat } from '#renderer/widget/chat/visitorChat.ts';
import { createPresence, type Presence } from '#renderer/widget/chat/presence.ts';
import { App } from '#renderer/widget/view/App.tsx';
import { wordsFor } from '#renderer/widget/words.ts';
import { watchActivity } from './activity.ts';
import { createHost, readPageFacts } from './host.ts';
import { readSite } from './site.ts';
import { createFrameStorage } from './storage.ts';
import { createPanel } from './panel.ts';
import { applyAccent } from './theme.ts';
import '#renderer/widget/view/tokens.css';
import '#renderer/widget/view/widget.css';

const site = readSite();
const { team } = site.theme;
const words = team === undefined ? wordsFor(site.locale) : { ...wordsFor(site.locale), team };
const storage = createFrameStorage(site.key);
const page = readPageFacts();
const host = createHost(page);
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

const root = document.getElementById('app');
if (root !== null)
  render(
    <App chat={chat} presence={presence} panel={panel} site={site} title={title} words={words} storage={storage} />,
    root,
  );
host.tell({ optimaliq: 'ready', title, accent, position: site.theme.position ?? 'end' });
if (returns) chat.open();
