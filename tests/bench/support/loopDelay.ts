import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Imported before a server's entry (`--import`): tells its parent the longest delay of the gateway's event loop, in milliseconds, since it was last asked.
 */
const RESOLUTION_MS = 2;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', () => {
  process.send?.({ loopDelay: Number((delay.max / 1e6 - RESOLUTION_MS).toFixed(1)) });
  delay.reset();
});
// The server's end is its own affair.
process.channel?.unref();
