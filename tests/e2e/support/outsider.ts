import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright';
import { onTestFinished } from 'vitest';

export interface Outsider {
  /** Of somebody else's server: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** What was asked of it, apart from its own page. */
  readonly asked: readonly string[];
}

/** Somebody else's server, such as Stripe's or a thief's. Its own page, at `/page`, has no policy at all. */
export async function givenOutsider(): Promise<Outsider> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    if (!/^\/(?:page|favicon\.ico)$/.test(url)) asked.push(url);
    response
      .writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
      .end('<!doctype html><title>Outside</title>');
  });
  server.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked };
}

/** Every way out that `tryWaysOut` tries, by the directive that closes it. */
export const WAYS_OUT = [
  'connect-src',
  'form-action',
  'frame-src',
  'img-src',
  'object-src',
  'script-src-elem',
  'style-src-elem',
] as const;

/** Tries from within a page to load from `address`, to send to it and to show it. @returns the directives that refused. */
export const tryWaysOut = (page: Page | Frame, address: string): Promise<readonly string[]> =>
  page.evaluate(async (outside) => {
    const refused = new Set<string>();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective));
    const add = <Name extends keyof HTMLElementTagNameMap>(name: Name, set: Partial<HTMLElementTagNameMap[Name]>) => {
      const element = Object.assign(document.createElement(name), set);
      document.body.append(element);
      return element;
    };
    add('script', { src: `${outside}/script.js` });
    add('link', { rel: 'stylesheet', href: `${outside}/style.css` });
    add('img', { src: `${outside}/pixel.png` });
    add('iframe', { src: `${outside}/frame` });
    add('object', { data: `${outside}/object` });
    add('iframe', { name: 'sink' });
    add('form', { action: `${outside}/form`, method: 'post', target: 'sink' }).requestSubmit();
    navigator.sendBeacon(`${outside}/beacon`, 'data');
    await fetch(`${outside}/fetch`, { method: 'POST', body: 'data' }).catch(() => undefined);
    await new Promise<void>((resolve) => {
      try {
        const socket = new WebSocket(`${outside.replace('http', 'ws')}/socket`);
        // One that a policy refuses is not even closed.
        socket.onerror = () => resolve();
        socket.onopen = () => resolve();
      } catch {
        resolve();
      }
    });
    // A violation is told in a task of its own; the frames load in theirs.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [...refused].sort();
  }, address);
