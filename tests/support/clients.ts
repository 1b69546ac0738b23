import { openHttp } from './http.ts';
import { openPort, type MessagePortClient } from './messagePortClient.ts';
import { PASSWORD, PEOPLE, type Who } from './people.ts';
import { openSocket, type SocketIoClient } from './socketIoClient.ts';
import type { TestClient } from './client.ts';
import type { TestServer } from './testServer.ts';
import { SITE_KEY } from './workspace.ts';

export interface VisitorSession {
  readonly visitorId: string;
  readonly visitorToken: string;
  readonly conversationId: string | null;
  readonly cursor: number;
}

export type VisitorClient = Omit<SocketIoClient, 'session'> & { readonly session: VisitorSession };

export interface VisitorOptions {
  readonly siteKey?: string;
  readonly visitorToken?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A customer's browser. @throws AppError what the handshake was refused with. */
export async function visitorClient(
  server: TestServer,
  { siteKey = SITE_KEY, visitorToken, headers }: VisitorOptions = {},
): Promise<VisitorClient> {
  const socket = await openSocket(server, {
    namespace: '/visitor',
    auth: { siteKey, ...(visitorToken !== undefined && { visitorToken }) },
    ...(headers && { headers }),
  });
  return { ...socket, session: (await socket.session) as VisitorSession };
}

/** Signs somebody in over HTTP. @returns the session's token. */
export async function signIn(server: TestServer, who: Who = 'support'): Promise<string> {
  const reply = await openHttp(server).call('accounts.signIn', { email: PEOPLE[who].email, password: PASSWORD });
  return (reply as typeof reply & { readonly token: string }).token;
}

/** A colleague's console in a browser, signed in. */
export async function staffSocket(server: TestServer, who: Who = 'support', token?: string): Promise<SocketIoClient> {
  return openSocket(server, { namespace: '/console', auth: { token: token ?? (await signIn(server, who)) } });
}

/** A colleague's desktop window, signed in. */
export async function staffPort(server: TestServer, who: Who = 'support', token?: string): Promise<MessagePortClient> {
  return openPort(server, token ?? (await signIn(server, who)));
}

export const STAFF_CARRIERS = ['socketIo', 'messagePort'] as const;

export function staffClient(
  server: TestServer,
  who: Who = 'support',
  carrier: (typeof STAFF_CARRIERS)[number] = 'socketIo',
): Promise<TestClient> {
  return carrier === 'socketIo' ? staffSocket(server, who) : staffPort(server, who);
}
