import type { Logger } from 'pino';

/** Longer than any part takes that is not stuck. */
const LONG_MS = 10_000;

/** Stops one part after the other. Whoever wonders why a server does not end finds in the log which of them it waits for. */
export async function stopInOrder(
  parts: Readonly<Record<string, { stop(): unknown } | null | undefined>>,
  logger: Pick<Logger, 'warn'>,
  longMs = LONG_MS,
): Promise<void> {
  for (const [part, stopping] of Object.entries(parts)) {
    const tell = setTimeout(() => {
      logger.warn({ part }, 'stopping takes long');
    }, longMs);
    try {
      await stopping?.stop();
    } finally {
      clearTimeout(tell);
    }
  }
}
