import { describe, expect, it } from 'vitest';
import { createCallInstruments, type AnsweredCall } from '#server/monitoring/metrics/instruments/calls.ts';
import { createCoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import { createFeedInstruments } from '#server/monitoring/metrics/instruments/feed.ts';
import { createLineInstruments } from '#server/monitoring/metrics/instruments/lines.ts';
import { createServiceInstruments } from '#server/monitoring/metrics/instruments/services.ts';
import { watchThread } from '#server/monitoring/metrics/instruments/threads.ts';
import { createWebhookInstruments } from '#server/monitoring/metrics/instruments/webhooks.ts';
import { createRegistry, type Registry } from '#server/monitoring/metrics/registry.ts';
import { createSilentRegistry } from '#server/monitoring/metrics/silentRegistry.ts';

/** The value of a series in the text; undefined when it is not there. */
const told = (registry: Registry, key: string): number | undefined => {
  const line = registry
    .exposition()
    .split('\n')
    .find((one) => one.startsWith(`${key} `));
  return line === undefined ? undefined : Number(line.slice(key.length + 1));
};

describe('calls', () => {
  const given = () => {
    const registry = createRegistry();
    const { answered } = createCallInstruments(registry);
    return {
      registry,
      answer: (call: Partial<AnsweredCall>) => {
        answered({ name: 'chat.send', input: {}, by: 'visitor', refusedWith: null, from: 1, to: 1.002, ...call });
      },
      latency: (until: string) => ({
        count: told(registry, `optimaliq_message_latency_seconds_count{until="${until}"}`),
        sum: told(registry, `optimaliq_message_latency_seconds_sum{until="${until}"}`),
      }),
    };
  };
  const input = { conversationId: 'c', seq: 1 };

  it('count by where they run and what came of them, refusals by their code', () => {
    const { registry, answer } = given();
    answer({ name: 'chat.send' });
    answer({ name: 'chat.history' });
    answer({ name: 'accounts.signIn', refusedWith: 'UNAUTHENTICATED' });
    answer({ name: 'accounts.signIn' });
    answer({ name: 'no.such', refusedWith: 'INVALID_INPUT' });
    answer({ name: { toString: () => 'chat.send' }, refusedWith: 'INVALID_INPUT' });
    expect(told(registry, 'optimaliq_calls_total{outcome="ok",place="command"}')).toBe(1);
    expect(told(registry, 'optimaliq_calls_total{outcome="ok",place="query"}')).toBe(1);
    expect(told(registry, 'optimaliq_calls_total{outcome="failed",place="gateway"}')).toBe(1);
    expect(told(registry, 'optimaliq_calls_total{outcome="failed",place="none"}')).toBe(2);
    expect(told(registry, 'optimaliq_refusals_total{code="INVALID_INPUT"}')).toBe(2);
    expect(told(registry, 'optimaliq_sign_ins_total{outcome="UNAUTHENTICATED"}')).toBe(1);
    expect(told(registry, 'optimaliq_sign_ins_total{outcome="ok"}')).toBe(1);
    expect(told(registry, 'optimaliq_messages_received_total{by="visitor"}')).toBe(1);
  });

  it('a message is followed until it is durable, has reached the other side, and was seen there', () => {
    const { answer, latency } = given();
    answer({ input, from: 10, to: 10.004 });
    expect(latency('durable')).toEqual({ count: 1, sum: expect.closeTo(0.004, 6) as number });
    // Its own side says that it has it: that tells nothing.
    answer({ name: 'chat.delivered', by: 'visitor', input, from: 11, to: 11 });
    expect(latency('delivered').count).toBe(0);
    answer({ name: 'chat.delivered', by: 'staff', input, from: 10.5, to: 10.5 });
    answer({ name: 'chat.read', by: 'staff', input, from: 13, to: 13 });
    answer({ name: 'chat.read', by: 'staff', input, from: 14, to: 14 });
    expect(latency('delivered')).toEqual({ count: 1, sum: expect.closeTo(0.5, 6) as number });
    expect(latency('shown')).toEqual({ count: 1, sum: expect.closeTo(3, 6) as number });
  });

  it('of several under way the oldest counts, and what was seen was delivered', () => {
    const { answer, latency } = given();
    answer({ name: 'chat.reply', by: 'staff', input, from: 20, to: 20.001 });
    answer({ name: 'chat.reply', by: 'staff', input, from: 22, to: 22.001 });
    answer({ name: 'chat.read', by: 'visitor', input, from: 24, to: 24 });
    expect(latency('delivered')).toEqual({ count: 1, sum: expect.closeTo(4, 6) as number });
    expect(latency('shown')).toEqual({ count: 1, sum: expect.closeTo(4, 6) as number });
  });

  it('where nobody looked for more than a minute there is no latency of ours', () => {
    const { answer, latency } = given();
    answer({ input, from: 1, to: 1.001 });
    answer({ name: 'chat.read', by: 'staff', input, from: 500, to: 500 });
    expect(latency('shown').count).toBe(0);
    answer({ input, from: 600, to: 600.001 });
    answer({ input, from: 700, to: 700.001 });
    answer({ name: 'chat.read', by: 'staff', input, from: 702, to: 702 });
    expect(latency('shown')).toEqual({ count: 1, sum: expect.closeTo(2, 6) as number });
  });

  it('with more than a hundred conversations under way one message of four is followed, and each is counted', () => {
    const { registry, answer, latency } = given();
    const conversations = Array.from({ length: 501 }, (_, each) => ({ conversationId: String(each) }));
    // Both sides in turn: each is followed as much as the other.
    for (const conversation of conversations) {
      answer({ input: conversation });
      answer({ name: 'chat.reply', by: 'staff', input: conversation });
    }
    for (const conversation of conversations)
      answer({ name: 'chat.read', by: 'staff', input: conversation, from: 2, to: 2 });
    expect(latency('shown').count).toBe(101 + 100);
    for (const conversation of conversations)
      answer({ name: 'chat.read', by: 'visitor', input: conversation, from: 2, to: 2 });
    expect(latency('shown').count).toBe(2 * (101 + 100));
    expect(latency('durable').count).toBe(2 * 501);
    expect(told(registry, 'optimaliq_messages_received_total{by="visitor"}')).toBe(501);
  });

  it('a refused message is none, and so many under way are followed', () => {
    const { registry, answer, latency } = given();
    answer({ refusedWith: 'RATE_LIMITED' });
    expect(told(registry, 'optimaliq_messages_received_total{by="visitor"}')).toBe(0);
    for (let each = 0; each < 20_400; each += 1) answer({ input: { conversationId: String(each) } });
    for (const conversationId of ['0', '20399'])
      answer({ name: 'chat.read', by: 'staff', input: { conversationId }, from: 2, to: 2 });
    // The first had to give way.
    expect(latency('shown').count).toBe(1);
  });
});

it('what runs in the database is told by name, what is committed by its size', () => {
  const registry = createRegistry();
  const { ran, committed, repeatedMessage } = createCoreInstruments(registry);
  ran('chat.history', 0.002);
  ran('chat.history', 0.004);
  committed(32, 0.02, 0.01);
  repeatedMessage();
  expect(told(registry, 'optimaliq_database_seconds_count{operation="chat.history"}')).toBe(2);
  expect(told(registry, 'optimaliq_group_commands_bucket{le="16"}')).toBe(0);
  expect(told(registry, 'optimaliq_group_commands_bucket{le="32"}')).toBe(1);
  expect(told(registry, 'optimaliq_commit_seconds_sum')).toBe(0.01);
  expect(told(registry, 'optimaliq_messages_repeated_total')).toBe(1);
  // Names are many: they are not kept over time.
  expect(registry.tick(0).samples.map(({ key }) => key)).not.toContain(
    'optimaliq_database_seconds{operation="chat.history"}',
  );
});

it('lines are counted as they open and close, and how many are open is looked up', () => {
  const registry = createRegistry();
  const visitor = { carrier: 'socketIo', principal: { kind: 'visitor' } } as const;
  const { opened, closed } = createLineInstruments(registry, () => [visitor, visitor]);
  opened(visitor);
  closed(visitor, 'ping timeout');
  for (let word = 0; word < 50; word += 1) closed(visitor, `word ${String(word)}`);
  registry.tick(0);
  expect(told(registry, 'optimaliq_connections{role="visitor"}')).toBe(2);
  expect(told(registry, 'optimaliq_connections{role="staff"}')).toBe(0);
  expect(told(registry, 'optimaliq_connects_total{carrier="socketIo",role="visitor"}')).toBe(1);
  expect(told(registry, 'optimaliq_disconnects_total{reason="ping timeout"}')).toBe(1);
  expect(registry.standing('optimaliq_disconnects_total')).toHaveLength(20);
  expect(told(registry, 'optimaliq_disconnects_total{reason="other"}')).toBe(32);
});

it('the feed, webhooks and services tell what they did', () => {
  const registry = createRegistry();
  const feed = createFeedInstruments(registry);
  feed.sent(3, 0.016);
  feed.resumed('lossless');
  feed.resumed('snapshot');
  feed.told(48_213, 0.002);
  expect(told(registry, 'optimaliq_events_sent_total')).toBe(3);
  expect(told(registry, 'optimaliq_resumes_total{outcome="lossless"}')).toBe(1);
  expect(told(registry, 'optimaliq_resumes_total{outcome="snapshot"}')).toBe(1);
  expect(told(registry, 'optimaliq_journal_head')).toBe(48_213);
  const webhooks = createWebhookInstruments(registry);
  // Stripe's clock may be ahead of ours.
  webhooks.received('charge.updated', -0.5);
  webhooks.refused('signature');
  expect(told(registry, 'optimaliq_webhooks_received_total{type="charge.updated"}')).toBe(1);
  expect(told(registry, 'optimaliq_webhook_lag_seconds_sum')).toBe(0);
  expect(told(registry, 'optimaliq_webhooks_refused_total{reason="signature"}')).toBe(1);
  createServiceInstruments(registry).called('stripe', 'failed', 0.4);
  expect(told(registry, 'optimaliq_service_calls_total{outcome="failed",service="stripe"}')).toBe(1);
});

it('a thread tells of its heap and how busy it is; where nothing is measured nothing is watched', () => {
  const registry = createRegistry();
  const stop = watchThread(registry, 'reader');
  registry.tick(0);
  stop();
  expect(told(registry, 'optimaliq_heap_used_bytes{thread="reader"}')).toBeGreaterThan(1e6);
  expect(told(registry, 'optimaliq_event_loop_utilization_ratio{thread="reader"}')).toBeGreaterThanOrEqual(0);
  const silent = createSilentRegistry();
  expect(watchThread(silent, 'reader')).not.toThrow();
});
