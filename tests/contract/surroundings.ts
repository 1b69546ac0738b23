import type { Carrier } from './carriers.ts';
import type { TestClient } from '#tests/support/client.ts';
import { signIn, staffPort, staffSocket, visitorClient, type VisitorClient } from '#tests/support/clients.ts';
import { openHttp } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import type { Who } from '#tests/support/people.ts';
import type { TestServer } from '#tests/support/testServer.ts';

/** What a case finds: the caller on the carrier under test, and a customer with an open conversation of three messages. */
export interface Surroundings {
  readonly server: TestServer;
  readonly carrier: Carrier;
  /** Whoever makes the call. */
  readonly caller: TestClient;
  readonly customer: VisitorClient;
  readonly conversationId: string;
  /** Another console, to look at what came of it. */
  readonly witness: TestClient;
}

const sessions = new WeakMap<TestServer, Map<Who, Promise<string>>>();

/** Somebody's session, the same for every case: a password is slow to check by design. */
function sessionOf(server: TestServer, who: Who): Promise<string> {
  const known = sessions.get(server) ?? new Map<Who, Promise<string>>();
  sessions.set(server, known);
  const session = known.get(who) ?? signIn(server, who);
  known.set(who, session);
  return session;
}

export async function callerOn(server: TestServer, carrier: Carrier, who: Who, own = false): Promise<TestClient> {
  const token = await (own ? signIn(server, who) : sessionOf(server, who));
  if (carrier === 'socketIo') return staffSocket(server, who, token);
  if (carrier === 'messagePort') return staffPort(server, who, token);
  return openHttp(server, token);
}

/** @param own whether the caller has a session of their own, which the case may end. */
async function arrange(
  server: TestServer,
  carrier: Carrier,
  who: Who | 'customer',
  own = false,
): Promise<Surroundings> {
  const customer = await visitorClient(server);
  const { conversationId } = await customer.call('chat.start', { id: newId() });
  await Promise.all(
    ['one', 'two', 'three'].map((body) => customer.call('chat.send', { id: newId(), conversationId, body })),
  );
  const witness = await callerOn(server, 'messagePort', 'support');
  const caller = who === 'customer' ? customer : await callerOn(server, carrier, who, own);
  return { server, carrier, caller, customer, conversationId, witness };
}

/** Does it among surroundings, and ends their lines: what everybody is told would otherwise be told to those of all cases before. */
export async function among(
  [...where]: Parameters<typeof arrange>,
  act: (around: Surroundings) => Promise<void>,
): Promise<void> {
  const around = await arrange(...where);
  try {
    await act(around);
  } finally {
    const { caller, customer, witness } = around;
    await Promise.all([...new Set([caller, customer, witness])].map((client) => client.close()));
  }
}
