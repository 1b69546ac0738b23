import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { SandboxDatabase } from '#server/billing/sandbox/store/database.ts';
import type { Clock } from '#server/billing/sandbox/world/clock.ts';
import type { Form } from './form.ts';
import type { Upload } from './multipart.ts';
import { StripeError, invalidRequest } from './stripeError.ts';

/** What was answered first. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}

/** Answers a repeated request as the first time, for 24 hours by the sandbox's clock (docs.stripe.com/api/idempotent_requests). */
export interface Idempotency {
  /** @throws StripeError when the key was used with other parameters. */
  readonly find: (key: string, request: string) => KeptAnswer | undefined;
  readonly keep: (key: string, request: string, answer: KeptAnswer) => void;
  /**
   * Marks a key as being worked on. @returns the end of it.
   * @throws StripeError while another request with this key is in flight.
   */
  readonly enter: (key: string) => () => void;
}

const MEMORY_SECONDS = 24 * 60 * 60;
const MAXIMUM_KEY = 255;

/** One text for the same request, in whatever order its parameters came. */
export function fingerprint(method: string, path: string, form: Form, upload: Upload | null): string {
  const hash = createHash('sha256').update(`${method} ${path} ${canonicalize(form) ?? ''}`);
  return (upload === null ? hash : hash.update(` ${upload.name} `).update(upload.bytes)).digest('hex');
}

interface Row {
  readonly request: string;
  readonly created: number;
  readonly status: number;
  readonly body: string;
  readonly request_id: string;
}

export function createIdempotency(database: SandboxDatabase, clock: Clock): Idempotency {
  const inFlight = new Set<string>();
  const select = database.prepare('SELECT request, created, status, body, request_id FROM idempotency WHERE key = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO idempotency (key, request, created, status, body, request_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM idempotency WHERE created <= ?');

  return {
    find(key, request) {
      const row = select.get(key) as Row | undefined;
      if (row === undefined || row.created <= clock.now() - MEMORY_SECONDS) return undefined;
      if (row.request !== request) {
        throw new StripeError(400, {
          type: 'idempotency_error',
          message:
            'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
            `Try using a key other than '${key}' if you meant to execute a different request.`,
        });
      }
      return { status: row.status, body: row.body, requestId: row.request_id };
    },
    keep(key, request, { status, body, requestId }) {
      forget.run(clock.now() - MEMORY_SECONDS);
      insert.run(key, request, clock.now(), status, body, requestId);
    },
    enter(key) {
      if (key.length > MAXIMUM_KEY)
        throw invalidRequest(`Idempotency keys can be at most ${MAXIMUM_KEY} characters long.`);
      if (inFlight.has(key)) {
        throw new StripeError(409, {
          code: 'idempotency_key_in_use',
          type: 'idempotency_error',
          message:
            'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, ' +
            `and the other request is still going through): ${key}. Please try again later.`,
        });
      }
      inFlight.add(key);
      return () => void inFlight.delete(key);
    },
  };
}
