import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { PortFrame } from '#shared/wire/frame.ts';
import { createMessagePortCarrier } from '#server/carriers/messagePort.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { createArrivals } from '#tests/support/arrivals.ts';
import { signIn } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { asPortLike } from '#tests/support/messagePortClient.ts';

async function givenWindow() {
  const server = await givenServer();
  const token = await signIn(server, 'colleague');
  const { port1: ours, port2: theirs } = new MessageChannel();
  const frames = createArrivals<PortFrame>();
  ours.on('message', (frame: PortFrame) => frames.arrive([frame]));
  server.running.connectPort(asPortLike(theirs), { token, onToken: () => undefined });
  server.beforeClose(() => ours.close());
  return { ours, frames };
}

it('answers a ping with its number, and nothing that only looks like one', async () => {
  const { ours, frames } = await givenWindow();
  for (const frame of [null, 'ping', { ping: null }, { ping: '1' }, { ping: 3 }]) ours.postMessage(frame);
  await frames.first((frame) => 'pong' in frame);
  ours.postMessage({ call: 1, name: 'chat.counts', input: {} });
  await frames.first((frame) => 'reply' in frame);
  expect(frames.all.map((frame) => ('pong' in frame ? frame : Object.keys(frame)[0]))).toEqual([{ pong: 3 }, 'reply']);
});

it('ends a port from the server’s side, once, whether or not its window still answers', () => {
  const closed: string[] = [];
  const connect = createMessagePortCarrier({
    dispatcher: { call: () => Promise.reject(new Error('nothing is called')) } as unknown as Dispatcher,
    authenticate: () => Promise.resolve(null),
    onOpen: () => undefined,
    onClose: ({ id }) => void closed.push(id),
    onError: () => undefined,
  });
  const { port1: ours, port2: theirs } = new MessageChannel();
  const end = connect(asPortLike(theirs), { token: null, onToken: () => undefined });
  expect(closed).toHaveLength(0);
  end();
  expect(closed).toHaveLength(1);
  end();
  ours.close();
  expect(closed).toHaveLength(1);
});
