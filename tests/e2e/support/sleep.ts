import type { Desktop } from './electronApp.ts';

/** What the operating system tells the app when the lid is closed ... */
export async function fallAsleep({ app }: Desktop): Promise<void> {
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
  });
}

/** ... and when it is opened again. */
export async function wakeUp({ app }: Desktop): Promise<void> {
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume');
  });
}

/** Counts the ports that are handed to the page from now on. Returns the way to read the count. */
export async function countPorts({ window }: Desktop): Promise<() => Promise<number>> {
  await window.evaluate(() => {
    const counted = globalThis as unknown as { portsSeen: number };
    counted.portsSeen = 0;
    globalThis.addEventListener('message', ({ data }) => {
      if (data === 'optimaliq:port') counted.portsSeen += 1;
    });
  });
  return () => window.evaluate(() => (globalThis as unknown as { portsSeen: number }).portsSeen);
}
