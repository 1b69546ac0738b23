import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from '#server/demo/random.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace, SITE_KEY } from '#tests/support/workspace.ts';
import { createConsoleMirror, type ConsoleMirror } from './consoleMirror.ts';
import { makeKillSchedule, type Kill } from './killSchedule.ts';
import { ledgerFaults, storedMessages } from './ledger.ts';
import { entry, run } from './program.ts';
import { freeFixedPort, startServerProcess, type ServerProcess } from './serverProcess.ts';
import { signIn } from './signIn.ts';
import { turnsOfTheLoop } from './turnsOfTheLoop.ts';
import { createWritingVisitor, type WritingVisitor } from './visitor.ts';
import { within } from './within.ts';

export interface KillTortureOptions {
  readonly seed: number;
  readonly kills: number;
  readonly visitors: number;
  readonly messages: number;
  readonly writer: 'worker' | 'inline';
  readonly log: (line: string) => void;
}

export interface KillTortureReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Messages sent more than once, because a kill came before their acknowledgement. */
  readonly resent: number;
  /** Of those, the ones that had become durable before the kill. */
  readonly alreadyDurable: number;
  readonly consoleReconnections: number;
  readonly journalEntries: number;
}

const MAXIMUM_WINDOW = 3;
/** Bounds for what hangs, in milliseconds. */
const RUN_WITHIN_MS = 8 * 60_000;
const CATCH_UP_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;

/** `count` messages over `visitors`, as evenly as it goes. */
function bodiesOf(visitor: number, visitors: number, count: number): readonly string[] {
  const own = Math.floor(count / visitors) + (visitor < count % visitors ? 1 : 0);
  return Array.from({ length: own }, (_, index) => `visitor ${visitor}, message ${index + 1} of ${own}`);
}

/** Kills the real server again and again under load. @throws AssertionError when anything acknowledged is not exactly as acknowledged. */
export async function killTorture(options: KillTortureOptions): Promise<KillTortureReport> {
  const { seed, log } = options;
  const random = createRandom(seed);
  const schedule = makeKillSchedule(random, options.kills, options.messages, options.visitors * MAXIMUM_WINDOW);
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const closing: (() => void)[] = [temporary.remove];
  try {
    mkdirSync(dataDirectory);
    await makeWorkspace(dataDirectory, { now: Date.now() });
    const port = await freeFixedPort(random);
    const start = (): Promise<ServerProcess> => startServerProcess({ dataDirectory, port, writer: options.writer });
    let server = await start();
    closing.push(() => server.signal('SIGKILL'));
    const url = server.address;
    const mirror = createConsoleMirror({ url, token: await signIn(url), random });
    closing.push(mirror.close);

    const counts = { sent: 0, acknowledged: 0 };
    let killed = 0;
    /** UTC milliseconds at which the server that is running accepted. */
    let bornAt = Date.now();
    let alreadyDurable = 0;
    const { promise: broken, reject: breakDown } = Promise.withResolvers<never>();

    async function killAndRestart({ on, count, turns }: Kill): Promise<void> {
      await turnsOfTheLoop(turns);
      server.signal('SIGKILL');
      const { signal } = await server.end;
      assert.equal(signal, 'SIGKILL', 'the server lived until it was killed');
      log(
        `kill ${killed} of ${schedule.length}: ${turns} turns after message ${count} was ${on}; ${counts.sent} sent, ${counts.acknowledged} acknowledged`,
      );
      server = await start();
      bornAt = Date.now();
      armed = true;
      mirror.retryNow();
      for (const visitor of visitors) visitor.retryNow();
    }

    let armed = true;
    function counted(what: Kill['on']): void {
      counts[what] += 1;
      const kill = schedule[killed];
      if (!armed || kill?.on !== what || counts[what] < kill.count) return;
      armed = false;
      killed += 1;
      killAndRestart(kill).catch(breakDown);
    }

    const visitors: WritingVisitor[] = Array.from({ length: options.visitors }, (_, index) =>
      createWritingVisitor({
        url,
        siteKey: SITE_KEY,
        bodies: bodiesOf(index, options.visitors, options.messages),
        window: random.between(1, MAXIMUM_WINDOW),
        random,
        onSent: () => counted('sent'),
        onAcknowledged: ({ tries, acknowledged }) => {
          if (tries > 1 && acknowledged !== null && acknowledged.at < bornAt) alreadyDurable += 1;
          counted('acknowledged');
        },
      }),
    );
    closing.push(...visitors.map(({ close }) => close));

    await within(
      RUN_WITHIN_MS,
      'every message to be acknowledged',
      Promise.race([broken, Promise.all(visitors.map(({ done }) => done))]),
    );
    assert.equal(killed, schedule.length, 'every planned kill happened');
    await repeatSome(visitors);
    // While it serves and again when it has stopped: a loss is named here, before the console waits for what never comes.
    assert.deepEqual(ledgerFaults(visitors, storedMessages(dataDirectory)), []);
    await checkMirror(mirror, visitors);
    const consoleReconnections = mirror.reconnections();
    assert(consoleReconnections > 0, 'the console lost its line and came back');
    for (const { close } of [mirror, ...visitors]) close();

    server.signal('SIGTERM');
    const { code, stderr } = await within(STOP_WITHIN_MS, 'the server to stop', server.end);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, 'SIGTERM ends the server well');
    assert.deepEqual(ledgerFaults(visitors, storedMessages(dataDirectory)), []);
    const verified = await run(...entry('server/entry/db.ts', 'verify-journal', '--data', dataDirectory));
    assert.equal(verified.code, 0, verified.stderr);
    return {
      kills: killed,
      acknowledged: visitors.flatMap(({ messages }) => messages).filter(({ acknowledged }) => acknowledged !== null)
        .length,
      resent: visitors.flatMap(({ messages }) => messages).filter(({ tries }) => tries > 1).length,
      alreadyDurable,
      consoleReconnections,
      journalEntries: Number(/(\d+) entries/.exec(verified.stdout)?.[1]),
    };
  } finally {
    for (const close of closing.reverse()) close();
  }
}

/** A message sent once more long after it was acknowledged gets the same answer. */
async function repeatSome(visitors: readonly WritingVisitor[]): Promise<void> {
  for (const { messages, repeat } of visitors) {
    const [first] = messages;
    if (first !== undefined)
      assert.deepEqual(await repeat(first), first.acknowledged, 'a repeated message gets its first answer');
  }
}

/** The console, which saw it all through the feed, ends with the very threads and rows that the server has. */
async function checkMirror(mirror: ConsoleMirror, visitors: readonly WritingVisitor[]): Promise<void> {
  const isComplete = (): boolean =>
    visitors.every(({ conversationId, messages }) => {
      const id = conversationId();
      return mirror.threads.get(id)?.size === messages.length && mirror.rows.get(id)?.lastSeq === messages.length;
    });
  await within(CATCH_UP_WITHIN_MS, 'the console to know every message', mirror.until(isComplete));
  assert.deepEqual(mirror.faults, []);
  assert.deepEqual(mirror.rows, await mirror.readRows(), 'the inbox');
  for (const { conversationId } of visitors) {
    const seen = new Map([...(mirror.threads.get(conversationId()) ?? [])].sort(([a], [b]) => a - b));
    const stored = new Map([...(await mirror.readThread(conversationId()))].sort(([a], [b]) => a - b));
    assert.deepEqual(seen, stored, `the thread ${conversationId()}`);
  }
}
