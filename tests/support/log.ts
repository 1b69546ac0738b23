import { createLogger } from '#server/logger.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** The product's logger, writing into memory at its most talkative. */
export function createMemoryLog() {
  const lines: string[] = [];
  return {
    logger: createLogger('trace', { write: (line) => void lines.push(line) }),
    text: () => lines.join(''),
    lines: () => lines.map((line) => JSON.parse(line) as LogLine),
  };
}
