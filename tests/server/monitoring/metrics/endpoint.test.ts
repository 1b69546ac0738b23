import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseSeriesKey, seriesKey } from '#shared/monitoring/series.ts';
import { signIn, staffClient, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { givenPrometheus, promtoolOn } from '#tests/support/prometheus.ts';
import { needsPackages } from '#tests/support/systemPackages.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';
import { expectSameCounter, expectSameGauge, standingOf, type KeptSeries } from './inApp.ts';

const TOKEN = 'a token of the tests, long enough';

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

const get = ({ port }: TestServer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/metrics', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], text }));
    })
      .on('error', reject)
      .end();
  });

/** Every series of a text, by its key. */
function seriesIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** Another value each second. */
const MOVING = 'optimaliq_event_loop_delay_seconds';
const GROWING = 'process_cpu_seconds_total';

function theOne(kept: readonly KeptSeries[], key: string): KeptSeries {
  const found = kept.find((series) => series.key === key);
  if (found === undefined) throw new Error(`nothing is kept of ${key}`);
  return found;
}

describe('a server that is measured', () => {
  let server: TestServer;
  const startedAt = Date.now();
  beforeAll(async () => {
    server = await startTestServer({ writer: 'worker', metricsToken: TOKEN });
    await makeConversation(server);
  });
  afterAll(() => server.close());

  it('tells what its threads have counted', async () => {
    const visitor = await visitorClient(server);
    const { conversationId } = await visitor.call('chat.start', { id: newId() });
    const message = { id: newId(), conversationId, body: 'Is anybody there?' };
    await visitor.call('chat.send', message);
    await visitor.call('chat.send', message);
    const staff = await staffClient(server, 'support');
    await staff.call('chat.read', { conversationId, seq: 1 });
    await staff.ask('chat.assign', {});
    await vi.waitFor(
      async () => {
        const told = seriesIn((await get(server)).text);
        expect(told.get('optimaliq_messages_repeated_total')).toBe(1);
        expect(told.get('optimaliq_database_seconds_count{operation="chat.read"}')).toBe(1);
        expect(told.get('optimaliq_message_latency_seconds_count{until="shown"}')).toBe(1);
        expect(told.get('optimaliq_refusals_total{code="INVALID_INPUT"}')).toBe(1);
        expect(told.get('optimaliq_connections{role="visitor"}')).toBeGreaterThan(0);
        expect(told.get('optimaliq_conversations{state="open"}')).toBeGreaterThanOrEqual(0);
        expect(told.get('optimaliq_jobs{queue="fetches",state="dead"}')).toBe(0);
        for (const thread of ['gateway', 'writer', 'reader'])
          expect(told.get(`optimaliq_heap_used_bytes{thread="${thread}"}`)).toBeGreaterThan(1e6);
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  it('bounds its series, whatever strangers ask', async () => {
    const visitor = await visitorClient(server);
    const before = seriesIn((await get(server)).text).size;
    for (let stranger = 0; stranger < 200; stranger += 1) await visitor.ask(`no.such${String(stranger)}`, {});
    const after = seriesIn((await get(server)).text);
    // At most what was measured for the first time meanwhile: a code, a second's gauges; never one for each name.
    expect(after.size - before).toBeLessThan(100);
    expect([...after.keys()].filter((key) => key.includes('no.such'))).toEqual([]);
    for (const key of after.keys()) expect(() => parseSeriesKey(key)).not.toThrow();
  });

  it('is read from this computer or with the token, and through no proxy without it', async () => {
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    expect(await get(server)).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect(await get(server, bearer(TOKEN))).toMatchObject({ status: 200 });
    expect(await get(server, bearer('another token, as long as that'))).toMatchObject({ status: 401 });
    expect(await get(server, bearer(await signIn(server, 'admin')))).toMatchObject({ status: 401 });
    expect(await get(server, { 'x-forwarded-for': '127.0.0.1' })).toMatchObject({ status: 401 });
    expect(await get(server, { 'x-forwarded-for': '203.0.113.9', ...bearer(TOKEN) })).toMatchObject({ status: 200 });
    expect(await get(server, { host: 'evil.example' })).toMatchObject({ status: 403 });
  });

  it('promtool has nothing to say of it', async (context) => {
    needsPackages(context, ['prometheus']);
    await vi.waitUntil(async () => (await get(server)).text.includes('optimaliq_database_bytes'), { timeout: 15_000 });
    expect(promtoolOn((await get(server)).text)).toBe('');
    // It would say so.
    expect(promtoolOn('# TYPE calls counter\ncalls 1\n')).toContain('calls');
  });

  it('a real Prometheus scrapes it, and has the same values', { timeout: 60_000 }, async (context) => {
    needsPackages(context, ['prometheus']);
    const prometheus = await givenPrometheus(server.address, TOKEN);
    const admin = await staffClient(server, 'admin', 'messagePort');
    await vi.waitFor(
      async () => {
        const [up] = await prometheus.query('up{job="optimaliq"}');
        expect(up?.value).toBe(1);
        // The chat is quiet now: once looked at, these stand still, and are equal to the last digit.
        const still = [...seriesIn((await get(server)).text)].filter(([key]) =>
          /^optimaliq_(messages|message_latency|refusals|sign_ins|connects|jobs|conversations|group_commands)/.test(
            key,
          ),
        );
        expect(still.length).toBeGreaterThan(40);
        const found = await prometheus.query('{job="optimaliq"}');
        const scraped = new Map(
          found.map(({ metric: { __name__: name = '', job: _, instance: __, ...labels }, value }) => [
            seriesKey(name, labels),
            value,
          ]),
        );
        for (const [key, value] of still) {
          const { name, labels } = parseSeriesKey(key);
          expect([key, scraped.get(seriesKey(name, labels))]).toEqual([key, value]);
        }
        // What is kept of these seconds is the same, of all of them since the server's start and of each.
        const seconds = { from: startedAt - 1_000, to: Date.now() + 2_000, step: 1_000 };
        const names = [...new Set(still.map(([key]) => parseSeriesKey(key).name.replace(/_(bucket|sum|count)$/, '')))];
        const { series: kept } = await admin.call('monitoring.series', {
          ...seconds,
          matchers: [...names, MOVING, GROWING].map((name) => ({ name })),
        });
        for (const [key, value] of still) {
          const standing = standingOf(key, kept);
          // Sums of fractions depend on the order in which they are added up.
          if (standing !== null) expect([key, standing.toPrecision(12)]).toEqual([key, value.toPrecision(12)]);
        }
        const [moving, growing] = [seriesKey(MOVING, { thread: 'gateway' }), GROWING];
        const scrapes = await prometheus.scraped(moving, '1m');
        expect(new Set(scrapes.map(({ value }) => value)).size).toBeGreaterThan(3);
        expectSameGauge(theOne(kept, moving), scrapes);
        expectSameCounter(theOne(kept, growing), await prometheus.scraped(growing, '1m'));
        // The screens tell the same.
        const { counts } = await admin.call('monitoring.connections', {});
        for (const role of ['staff', 'visitor'] as const)
          expect([role, scraped.get(`optimaliq_connections{role="${role}"}`)]).toEqual([role, counts[role]]);
        const { queues } = await admin.call('monitoring.jobQueues', {});
        for (const { queue, waiting, dead } of queues) {
          expect(scraped.get(`optimaliq_jobs{queue="${queue}",state="waiting"}`)).toBe(waiting);
          expect(scraped.get(`optimaliq_jobs{queue="${queue}",state="dead"}`)).toBe(dead);
        }
        const { operations } = await admin.call('monitoring.database', {});
        const sent = operations.find(({ name }) => name === 'chat.send');
        expect(scraped.get('optimaliq_database_seconds_count{operation="chat.send"}')).toBe(sent?.count);
        expect((scraped.get('optimaliq_database_seconds_sum{operation="chat.send"}') ?? 0) * 1_000).toBe(sent?.totalMs);
      },
      { timeout: 30_000, interval: 500 },
    );
  });
});

it('behind a proxy, this computer needs the token too', async () => {
  const server = await givenServer({
    proxies: ['127.0.0.1'],
    publicUrls: ['https://support.example'],
    metricsToken: TOKEN,
  });
  const through = { host: 'support.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
  expect(await get(server, through)).toMatchObject({ status: 401 });
  expect(await get(server, { ...through, authorization: `Bearer ${TOKEN}` })).toMatchObject({ status: 200 });
});

it('a server that measures nothing has no metrics', async () => {
  const server = await givenServer({ isMeasured: false });
  expect(await get(server)).toMatchObject({ status: 404 });
  const admin = await staffClient(server, 'admin');
  expect(await admin.call('monitoring.database', {})).toMatchObject({ isMeasured: false, operations: [] });
});
