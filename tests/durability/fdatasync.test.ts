import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace, SITE_KEY } from '#tests/support/workspace.ts';
import { createRandom } from '#server/demo/random.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';
import { createWritingVisitor } from '#tests/torture/support/visitor.ts';
import { missingSystemPackages } from '#scripts/setup/system.mjs';
import { checkDurability, type DurabilityVerdict } from '#tests/durability/support/durability.ts';
import { RELAXED_SERVER } from '#tests/durability/support/relaxedServer.ts';
import { parseStrace } from '#tests/durability/support/syscalls.ts';

// Every system call of the server is stopped and written down.
vi.setConfig({ testTimeout: 240_000 });

const VISITORS = 8;
const MESSAGES = 5;
/** Lets strace print a page of the database whole. */
const LONGEST_STRING = 8_192;

function strace(output: string): readonly string[] {
  if (missingSystemPackages('tests').flat().includes('strace')) {
    throw new Error('This test needs strace. On Debian: apt-get install strace (npm test does so as root).');
  }
  // -D: strace is a child of the server and not the other way round, so that signals reach the server.
  const options = ['-D', '-f', '-yy', '-s', String(LONGEST_STRING), '-o', output];
  return ['strace', ...options, '-e', 'trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg'];
}

/** Lets visitors write to a traced server and judges what it did. */
async function judge(program: string, writer: 'worker' | 'inline'): Promise<DurabilityVerdict> {
  const temporary = makeTemporaryDirectory();
  onTestFinished(temporary.remove);
  const dataDirectory = path.join(temporary.path, 'data');
  mkdirSync(dataDirectory);
  await makeWorkspace(dataDirectory, { now: Date.now() });
  const output = path.join(temporary.path, 'strace.txt');
  const server = await startServerProcess({ dataDirectory, writer, program, under: strace(output) });
  onTestFinished(() => server.signal('SIGKILL'));
  const random = createRandom(1);
  const visitors = Array.from({ length: VISITORS }, (_, visitor) =>
    createWritingVisitor({
      url: server.address,
      siteKey: SITE_KEY,
      bodies: Array.from({ length: MESSAGES }, (__, message) => `from ${visitor} the message ${message}.`),
      window: 3,
      random,
      onSent: () => undefined,
      onAcknowledged: () => undefined,
    }),
  );
  await Promise.all(visitors.map(({ done }) => done));
  for (const { close } of visitors) close();
  server.signal('SIGTERM');
  expect(await server.end).toMatchObject({ code: 0 });
  const messages = visitors.flatMap(({ conversationId, messages: written }) =>
    written.map(({ body, acknowledged }) => ({ conversationId: conversationId(), body, seq: acknowledged?.seq ?? 0 })),
  );
  expect(messages).toHaveLength(VISITORS * MESSAGES);
  return checkDurability(parseStrace(readFileSync(output, 'utf8')), messages);
}

describe.each(['worker', 'inline'] as const)('with the writer %s', (writer) => {
  it('no message is acknowledged before the log that holds it has been synced', async () => {
    const { faults, groups } = await judge('server/entry/headless.ts', writer);
    expect(faults).toEqual([]);
    console.log(`${VISITORS * MESSAGES} messages in ${groups} groups (writer ${writer})`);
  });

  it('the same proof fails with synchronous=NORMAL', async () => {
    const { faults } = await judge(RELAXED_SERVER, writer);
    expect(faults).toHaveLength(VISITORS * MESSAGES);
    for (const fault of faults) expect(fault).toMatch(/acknowledged without a finished sync after its write$/);
  });
});
