import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ROOT } from '#scripts/support/paths.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

/**
 * `npm run bench -- idle`: what a visitor costs who has opened the chat and only keeps the line: resident memory of the product's process and of
 * a stock Socket.IO server's, in one run. Gates: at most 24 KB for each of 5,000, and 10,000 stay connected for half a minute.
 */
const { values } = parseArgs({
  options: { visitors: { type: 'string', default: '5000' }, many: { type: 'string', default: '10000' } },
});
const visitors = Number(values.visitors);
const many = Number(values.many);
const MOST_KILOBYTES = 24;
/** Longer than a ping and its answer: whoever lost the line is gone by then. */
const STAY_MS = 50_000;
/** Memory that is freed is given back when the collector comes round. */
const REST_MS = 15_000;

function residentKilobytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
}

/** Starts `program` and resolves with what it prints that matches, as often as it is asked. */
function run(words: readonly string[]) {
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  const saw = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(printed)?.[1];
      if (found !== undefined) {
        printed = '';
        return found;
      }
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      printed += chunk.toString();
    }
  };
  return { child, pid: child.pid ?? 0, saw };
}

const program = (name: string): string => path.join(ROOT, 'tests', 'bench', 'support', name);

async function crowd(port: number, count: number) {
  const { child, saw } = run([program('idleVisitors.ts'), String(port), String(count)]);
  await saw(/^joined (\d+)$/m);
  return {
    open: async () => {
      child.stdin.write('?\n');
      return Number(await saw(/^open (\d+)$/m));
    },
    leave: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/** Kilobytes for each of `visitors`, and how many of `many` are still there after a while. */
async function measure(pid: number, port: number) {
  const warmUp = await crowd(port, 200);
  await warmUp.leave();
  await pause(REST_MS);
  const before = residentKilobytes(pid);
  const first = await crowd(port, visitors);
  await pause(REST_MS);
  const each = (residentKilobytes(pid) - before) / visitors;
  const second = await crowd(port, many - visitors);
  await pause(STAY_MS);
  const stayed = (await first.open()) + (await second.open());
  await Promise.all([first.leave(), second.leave()]);
  return { each: Number(each.toFixed(1)), stayed };
}

async function measureStock() {
  const { child, pid, saw } = run([program('relay.ts')]);
  const port = Number(await saw(/^ready http:.*:(\d+)$/m));
  const measured = await measure(pid, port);
  child.kill('SIGKILL');
  return measured;
}

async function measureProduct() {
  const temporary = makeTemporaryDirectory();
  await makeWorkspace(temporary.path, { now: Date.now() });
  const server = await startServerProcess({ dataDirectory: temporary.path });
  const measured = await measure(server.pid, Number(new URL(server.address).port));
  server.signal('SIGKILL');
  await server.end;
  temporary.remove();
  return measured;
}

const stock = await measureStock();
const product = await measureProduct();
const passed = product.each <= MOST_KILOBYTES && product.stayed === many;
console.log(
  JSON.stringify({
    bench: 'idle',
    visitors,
    kilobytesEach: product.each,
    gate: MOST_KILOBYTES,
    stockKilobytesEach: stock.each,
    ratio: Number((product.each / stock.each).toFixed(2)),
    many,
    stayed: product.stayed,
    stockStayed: stock.stayed,
    passed,
  }),
);
process.exitCode = passed ? 0 : 1;
