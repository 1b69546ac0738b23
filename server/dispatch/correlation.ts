import { randomBytes } from 'node:crypto';

const PROCESS = randomBytes(6).toString('base64url');
let count = 0;

/** A text that ties an answer to its log lines and journal entries: random per process, counted within it. */
export function newCorrelationId(): string {
  count += 1;
  return `${PROCESS}-${count.toString(36)}`;
}
