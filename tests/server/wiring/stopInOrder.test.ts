import { expect, test, vi } from 'vitest';
import { stopInOrder } from '#server/wiring/stopInOrder.ts';

test('parts stop one after the other, and the log tells which of them takes long', async () => {
  const stopped: string[] = [];
  const warn = vi.fn();
  let letGo = (): void => undefined;
  const parts = {
    lines: { stop: () => void stopped.push('lines') },
    absent: undefined,
    core: {
      stop: () =>
        new Promise<void>((resolve) => {
          letGo = () => {
            stopped.push('core');
            resolve();
          };
        }),
    },
    last: { stop: () => Promise.resolve(stopped.push('last')) },
  };
  const stopping = stopInOrder(parts, { warn }, 20);
  await expect.poll(() => warn.mock.calls).toEqual([[{ part: 'core' }, 'stopping takes long']]);
  expect(stopped).toEqual(['lines']);
  letGo();
  await stopping;
  expect(stopped).toEqual(['lines', 'core', 'last']);
  expect(warn).toHaveBeenCalledTimes(1);
});

test('a part that fails to stop says so to whoever stops the server', async () => {
  const parts = { core: { stop: () => Promise.reject(new Error('no disk')) } };
  await expect(stopInOrder(parts, { warn: vi.fn() })).rejects.toThrow('no disk');
});
