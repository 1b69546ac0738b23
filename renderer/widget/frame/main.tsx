import { render } from 'preact';
import { newId } from '#renderer/client/newId.ts';
import { createSocketIoClient } from '#renderer/client/socketIo.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { createChat } from '#renderer/widget/chat/chat.ts';
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
const words = wordsFor(site.locale);
const storage = createFrameStorage(site.key);
const page = readPageFacts();
const host = createHost(page);
const accent = applyAccent(page.accent ?? site.theme.accent);
const title = site.theme.title ?? site.name;
document.documentElement.lang = words.locale;
document.title = title;

let token = storage.token();
const returns = token !== null;
const presence: Presence = createPresence({ timers: systemTimers, conversationId: () => chat.conversationId() });
const chat = createChat({
  timers: systemTimers,
  newId,
  returns,
  connect: (onSession) => {
    const client = createSocketIoClient({
      url: location.origin,
      namespace: '/visitor',
      auth: () => ({ siteKey: site.key, ...(token === null ? {} : { visitorToken: token }) }),
      onSession(session) {
        token = session.visitorToken;
        if (session.conversationId !== null) knownFromNowOn();
        onSession(session);
      },
    });
    presence.attach(client);
    return client;
  },
  onStart: knownFromNowOn,
});

/** Nothing is kept of a visitor who never wrote. */
function knownFromNowOn(): void {
  if (token !== null) storage.keepToken(token);
  host.tell({ optimaliq: 'started' });
}

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
