import { accentPair } from '#renderer/widget/color.ts';
import { launcherEnglish } from '#renderer/widget/words.ts';
import { chatIcon, downIcon } from './icons.ts';
import { FRAME_ID, openFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { isKnownAsUnknown, recall, remember, rememberUnknown } from './memory.ts';
import type { LoaderSite } from './site.ts';
import { STYLES } from './styles.ts';

export interface Launcher {
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
}

/** Puts the launcher into the page. The frame behind it is loaded when somebody reaches for it, or has talked before. */
export function startLauncher(site: LoaderSite): Launcher {
  const words = launcherEnglish;
  const known = recall(site.key);
  let position = site.position ?? known?.position ?? 'end';
  let accent = site.accent ?? known?.accent ?? null;
  let unread = 0;
  let isUnknown = isKnownAsUnknown(site.key);
  let isOpen = false;
  let frame: Frame | null = null;

  const host = document.createElement('optimaliq-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-controls', FRAME_ID);
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.setAttribute('aria-hidden', 'true');
  button.append(chatIcon(), downIcon(), badge);
  const news = document.createElement('span');
  news.className = 'news';
  news.setAttribute('role', 'status');
  root.append(button, news);

  function paint(): void {
    const pair = accentPair(accent);
    host.style.setProperty('--accent', pair.accent);
    host.style.setProperty('--on-accent', pair.onAccent);
    host.dataset['position'] = position;
    button.setAttribute('aria-expanded', String(isOpen));
    // No promise of a chat that there is not. An open panel keeps its button, and says why.
    button.hidden = isUnknown && !isOpen;
    button.setAttribute('aria-label', label());
    badge.hidden = unread === 0 || isOpen;
    badge.textContent = unread > 9 ? '9+' : String(unread);
    news.textContent = badge.hidden ? '' : words.newMessages(unread);
  }

  function label(): string {
    if (isOpen) return words.closeChat;
    return unread === 0 ? words.openChat : words.openChatUnread(unread);
  }

  function setUnknown(next: boolean): void {
    if (next && !isUnknown) warn();
    isUnknown = next;
    rememberUnknown(site.key, next);
  }

  /** For the shop's developer: nobody else can mend it. */
  function warn(): void {
    console.warn(
      `OptimaliQ: ${site.origin} knows no site with the key "${site.key}", so this page has no chat. The line with the right key stands in the console under Settings, Sites.`,
    );
  }

  function load(): Frame {
    frame ??= openFrame(site, root, words.frameTitle(null), (message) => {
      if (message.optimaliq === 'close') close();
      if (message.optimaliq === 'unread') unread = message.count;
      if (message.optimaliq === 'started') remember(site.key, { accent: accent ?? '', position });
      if (message.optimaliq === 'unavailable') setUnknown(true);
      if (message.optimaliq === 'ready') {
        setUnknown(false);
        accent = message.accent;
        position = site.position ?? message.position;
        frame?.setTitle(words.frameTitle(message.title));
      }
      paint();
    });
    return frame;
  }

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    load().show();
    paint();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    // Focus comes back only from inside: a page that closes the chat by itself keeps its own.
    const hadFocus = document.activeElement === host;
    frame?.hide();
    paint();
    if (hadFocus) button.focus();
  }

  function toggle(): void {
    if (isOpen) close();
    else open();
  }

  button.addEventListener('click', toggle);
  button.addEventListener('pointerenter', load);
  button.addEventListener('focus', load);
  root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') close();
  });

  if (isUnknown) warn();
  paint();
  // An async script in the head may run before there is a body.
  if (document.querySelector('body') !== null) document.body.append(host);
  else document.addEventListener('DOMContentLoaded', () => document.body.append(host));
  if (known !== null) load();
  return { open, close, toggle };
}
