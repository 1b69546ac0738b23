import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AppError } from '#shared/wire/errors.ts';
import { isLoopback } from '#server/loopback.ts';
import { FORWARDED } from './frontDoor.ts';

export interface MetricsAccess {
  /** Whoever knows it may read them from anywhere; null when there is none. */
  readonly token: string | null;
  /** Whether others than this computer reach the server: over TLS, or through a proxy. Then only the token counts. */
  readonly isPublic: boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @throws AppError UNAUTHENTICATED for whoever may not read the metrics. */
export function checkMetricsAccess({ headers, socket }: IncomingMessage, { token, isPublic }: MetricsAccess): void {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  // Of equal length, so that the comparison tells nothing of how much was right.
  if (token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token))) return;
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  // A proxy on this computer speaks for others, whether or not the server was told of it.
  const isForwarded = FORWARDED.some((name) => headers[name] !== undefined);
  if (!isPublic && given === undefined && isLoopback(peer) && !isForwarded) return;
  throw new AppError('UNAUTHENTICATED', 'The metrics are read from this computer, or with the token.', {
    reason: 'metricsToken',
  });
}
