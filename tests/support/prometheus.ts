import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { makeTemporaryDirectory } from './temporaryDirectory.ts';

/** What `promtool check metrics` has to say of a text: '' for nothing. */
export function promtoolOn(text: string): string {
  const { stdout, stderr, status } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}`.trim() : `status ${String(status)}: ${stdout}${stderr}`;
}

/** One series as Prometheus answers a query: its labels and its value. */
export interface Answered {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One value, and when the scrape that found it began, UTC ms. */
export interface Scraped {
  readonly at: number;
  readonly value: number;
}

/** A real Prometheus that scrapes one address every second, until the test ends. */
export async function givenPrometheus(address: string, token: string | null) {
  const directory = makeTemporaryDirectory();
  const { host } = new URL(address);
  const file = path.join(directory.path, 'prometheus.json');
  // JSON is YAML too.
  const scrape = {
    job_name: 'optimaliq',
    scrape_interval: '1s',
    static_configs: [{ targets: [host] }],
    ...(token === null ? {} : { authorization: { type: 'Bearer', credentials: token } }),
  };
  writeFileSync(file, JSON.stringify({ scrape_configs: [scrape] }));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${path.join(directory.path, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.level=info',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    directory.remove();
  });
  const port = await vi.waitUntil(() => /Listening on.*address=127\.0\.0\.1:(\d+)/.exec(log)?.[1], { timeout: 30_000 });

  async function ask<Result>(expression: string): Promise<readonly Result[]> {
    const asked = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const { data } = (await (await fetch(asked)).json()) as { data: { result: Result[] } };
    return data.result;
  }

  return {
    /** @throws while Prometheus does not answer. */
    query: async (expression: string): Promise<readonly Answered[]> => {
      const found = await ask<{ metric: Record<string, string>; value: [number, string] }>(expression);
      return found.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
    },
    /** Each value of one series that was scraped within a time, such as `30s`. */
    scraped: async (series: string, time: string): Promise<readonly Scraped[]> => {
      const [found] = await ask<{ values: [number, string][] }>(`${series}[${time}]`);
      return (found?.values ?? []).map(([seconds, value]) => ({ at: seconds * 1_000, value: Number(value) }));
    },
  };
}
