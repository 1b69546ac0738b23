import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, type Random } from '#server/demo/random.ts';
import { createLineProxy, type LineProxy } from '#tests/support/lineProxy.ts';
import { signIn, staffSocket, visitorClient } from '#tests/support/clients.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';
import { openDesktop, type DesktopParty } from './desktopParty.ts';
import { createVisitorBrowser, hastyTimers, openColleague, type Party } from './lineParties.ts';

export interface LineFaultsOptions {
  readonly seed: number;
  readonly runs: number;
  /** Runs at the same time. */
  readonly abreast: number;
  readonly writer: 'worker' | 'inline';
  readonly log: (line: string) => void;
}

export interface LineFaultsReport {
  readonly runs: number;
  readonly messages: number;
  readonly faults: number;
  /** Connections that were made; without faults it would be a few a run: the desktop's link also asks over HTTP who it is. */
  readonly connections: number;
  /** Times that the desktop's window was loaded anew, or its link was started again. */
  readonly restarts: number;
}

const STEPS = 30;
/** A run that has not come to rest by then has lost something. */
const REST_WITHIN_MS = 60_000;

const FAULTS = ['cut', 'freeze', 'delay', 'reorder', 'heal', 'heal'] as const;

function disturb(proxy: LineProxy, random: Random): void {
  const fault = FAULTS[random.between(0, FAULTS.length - 1)];
  if (fault === 'cut') proxy.cut();
  else if (fault === 'freeze') proxy.freeze();
  else if (fault === 'delay') proxy.setDelay(random.between(1, 15));
  else if (fault === 'reorder') proxy.setConnectDelay(() => random.between(0, 40));
  else proxy.heal();
}

async function until(what: () => boolean | Promise<boolean>, complaint: () => string): Promise<void> {
  const end = Date.now() + REST_WITHIN_MS;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(complaint());
    await pause(10);
  }
}

interface Tokens {
  readonly support: string;
  readonly colleague: string;
}

/** Without a line the desktop shows the thread that it has seen, to its newest message; and nothing is left to send. */
async function checkWhatIsKept(desktop: DesktopParty, line: LineProxy, truth: readonly string[]): Promise<void> {
  const lost = (): string => 'the desktop does not notice that its line was cut';
  await until(
    async () => (await desktop.kept()) === 0,
    () => 'the desktop still keeps something to be sent',
  );
  line.cut();
  await until(() => desktop.line().state === 'waiting', lost);
  const recalled = await desktop.recall();
  const end = truth.slice(-recalled.length);
  if (recalled.length === 0 || recalled.join() !== end.join())
    throw new Error(`the desktop kept another thread\nserver: ${truth.join(', ')}\nkept: ${recalled.join(', ')}`);
}

/** One conversation between a visitor with two tabs and two colleagues, over lines that fail. @returns how much was said. */
async function oneRun(server: TestServer, tokens: Tokens, random: Random, run: number) {
  const timers = hastyTimers(random);
  const proxies = await Promise.all([1, 2, 3].map(() => createLineProxy(server.address)));
  const [visitors, desktopLine, browserLine] = proxies as [LineProxy, LineProxy, LineProxy];
  const parties: Party[] = [];
  const written = new Map<string, string[]>();
  let faults = 0;
  let restarts = 0;
  const write = (party: Party): void => {
    const own = written.get(party.name) ?? [];
    const body = `${String(run)}/${party.name}/${String(own.length)}`;
    written.set(party.name, [...own, body]);
    party.write(body);
  };

  try {
    const browser = createVisitorBrowser(visitors.address, timers);
    parties.push(browser.openTab('tab 1'), browser.openTab('tab 2'));
    // Both at once: who becomes known first is not said.
    for (const tab of parties) write(tab);
    let conversationId: string | null = null;
    while (conversationId === null) {
      await pause(5);
      const visitorToken = browser.token();
      if (visitorToken === null) continue;
      const visitor = await visitorClient(server, { visitorToken });
      ({ conversationId } = visitor.session);
      await visitor.close();
    }
    const { support, colleague } = server.people;
    const desktop = openDesktop({
      name: 'desktop',
      url: desktopLine.address,
      token: tokens.colleague,
      accountId: colleague,
      conversationId,
      timers,
    });
    parties.push(
      desktop,
      openColleague({
        name: 'browser',
        url: browserLine.address,
        token: tokens.support,
        accountId: support,
        conversationId,
        timers,
      }),
    );
    let reloads = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const what = random.next();
      const index = random.between(0, parties.length - 1);
      const party = parties[index];
      if (party === undefined) continue;
      if (what < 0.45) write(party);
      else if (what < 0.75) {
        faults += 1;
        disturb(proxies[random.between(0, 2)] ?? visitors, random);
      } else if (what < 0.85) party.wake();
      else if (what < 0.9 && index < 2) {
        // The page is loaded anew: only the shelf and the token outlive it.
        reloads += 1;
        party.close();
        parties[index] = browser.openTab(`reload ${String(reloads)}`);
      } else if (what >= 0.9 && what < 0.98) {
        if (what >= 0.94) desktop.restartLink();
        if (what >= 0.94 || desktop.reload()) restarts += 1;
      }
      await pause(random.between(0, 12));
    }

    for (const proxy of proxies) proxy.heal();
    for (const party of parties) party.wake();
    const all = [...written.values()].flat();
    const shown = (): string =>
      parties
        .map(
          (party) =>
            `${party.name}: ${party.bodies().join(', ')} (${String(party.unsettled())} unsettled) ${party.explain?.() ?? ''}`,
        )
        .join('\n');
    await until(
      () => parties.every((party) => party.unsettled() === 0 && party.bodies().length >= all.length),
      () => `run ${String(run)} does not come to rest; written: ${all.join(', ')}\n${shown()}`,
    );

    const direct = await staffSocket(server, 'support', tokens.support);
    const { messages } = await direct.call('chat.history', { conversationId, limit: 100 });
    await direct.close();
    const truth = messages.flatMap(({ kind, body }) => (kind === 'message' ? [body] : []));
    const complain = (what: string): never => {
      throw new Error(`run ${String(run)}: ${what}\nserver: ${truth.join(', ')}\n${shown()}`);
    };
    if (truth.toSorted().join() !== all.toSorted().join()) complain('a message is missing or there twice');
    for (const party of parties)
      if (party.bodies().join() !== truth.join()) complain(`${party.name} shows another thread`);
    if (desktop.ended() !== null) complain(String(desktop.ended()));
    for (const [name, own] of written) {
      if (truth.filter((body) => own.includes(body)).join() !== own.join())
        complain(`${name} was put in another order`);
    }
    await checkWhatIsKept(desktop, desktopLine, truth);
    return {
      messages: all.length,
      faults,
      restarts,
      connections: proxies.reduce((sum, proxy) => sum + proxy.connections(), 0),
    };
  } finally {
    for (const party of parties) party.close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
}

/**
 * Lets a visitor with two tabs, a desktop that has joined the hub (its real link with its files) and a browser console talk over lines that are cut, slow, half-open and overtake each other.
 * @throws when a window ends with another thread than the server's, or a message is missing, there twice or out of its writer's order.
 */
export async function lineFaults({ seed, runs, abreast, writer, log }: LineFaultsOptions): Promise<LineFaultsReport> {
  const server = await startTestServer({ writer });
  const total = { runs: 0, messages: 0, faults: 0, connections: 0, restarts: 0 };
  try {
    const tokens = { support: await signIn(server, 'support'), colleague: await signIn(server, 'colleague') };
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < runs) {
        const run = (next += 1);
        const done = await oneRun(server, tokens, createRandom(seed + run * 7_919), run);
        total.runs += 1;
        total.messages += done.messages;
        total.faults += done.faults;
        total.connections += done.connections;
        total.restarts += done.restarts;
        if (total.runs % 50 === 0) log(`${String(total.runs)} of ${String(runs)} runs`);
      }
    };
    await Promise.all(Array.from({ length: abreast }, lane));
  } finally {
    await server.close();
  }
  return total;
}
