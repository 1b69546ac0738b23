import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace, SITE_KEY } from '#tests/support/workspace.ts';
import { ledgerFaults, storedMessages } from '#tests/torture/support/ledger.ts';
import { createRandom } from '#server/demo/random.ts';
import { freeFixedPort, startServerProcess } from '#tests/torture/support/serverProcess.ts';
import { createWritingVisitor, type WritingVisitor } from '#tests/torture/support/visitor.ts';

vi.setConfig({ testTimeout: 120_000 });

const VISITORS = 10;
const MESSAGES = 40;

it.each(['worker', 'inline'] as const)(
  'SIGTERM under load answers what is under way, ends with 0 and loses nothing (writer %s)',
  async (writer) => {
    const temporary = makeTemporaryDirectory();
    onTestFinished(temporary.remove);
    const dataDirectory = path.join(temporary.path, 'data');
    mkdirSync(dataDirectory);
    await makeWorkspace(dataDirectory, { now: Date.now() });
    const random = createRandom(5);
    const port = await freeFixedPort(random);
    const server = await startServerProcess({ dataDirectory, port, writer });
    onTestFinished(() => server.signal('SIGKILL'));

    let acknowledged = 0;
    const visitors: readonly WritingVisitor[] = Array.from({ length: VISITORS }, (_, visitor) =>
      createWritingVisitor({
        url: server.address,
        siteKey: SITE_KEY,
        bodies: Array.from({ length: MESSAGES }, (__, message) => `visitor ${visitor}, message ${message}`),
        window: 3,
        random,
        onSent: () => undefined,
        onAcknowledged: () => {
          acknowledged += 1;
          if (acknowledged === (VISITORS * MESSAGES) / 2) server.signal('SIGTERM');
        },
      }),
    );
    onTestFinished(() => visitors.forEach(({ close }) => close()));

    expect(await server.end).toMatchObject({ code: 0, stderr: '' });
    const written = visitors.flatMap(({ messages }) => messages);
    const answered = written.filter((message) => message.acknowledged !== null).map(({ id }) => id);
    // Neither an acknowledgement without its message, nor a message whose visitor was left in doubt.
    expect(
      storedMessages(dataDirectory)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(answered.sort());
    expect(answered.length).toBeLessThan(written.length);

    const next = await startServerProcess({ dataDirectory, port, writer });
    onTestFinished(() => next.signal('SIGKILL'));
    for (const { retryNow } of visitors) retryNow();
    await Promise.all(visitors.map(({ done }) => done));
    for (const { close } of visitors) close();
    next.signal('SIGTERM');
    expect(await next.end).toMatchObject({ code: 0, stderr: '' });
    expect(ledgerFaults(visitors, storedMessages(dataDirectory))).toEqual([]);
  },
);
