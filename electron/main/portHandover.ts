import { MessageChannelMain, type WebContents } from 'electron';
import { PUSH_CHANNELS } from '#electron/preload/channels.ts';
import type { ServerProcess } from './serverProcess.ts';

/**
 * Joins the page and the server with a new channel: one end each. `token` signs the page in as the person who was signed in before the
 * server (or the page) was restarted. Does nothing while the server does not run: a port follows when it does.
 */
export function handOverPort(contents: WebContents, server: ServerProcess, token: string | null): void {
  const { port1, port2 } = new MessageChannelMain();
  if (server.send({ type: 'connect', token }, [port1])) contents.postMessage(PUSH_CHANNELS.port, null, [port2]);
}
