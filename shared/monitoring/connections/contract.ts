import { z } from 'zod';
import { ROLES } from '#shared/wire/access.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';
import { DISCONNECT_REASONS } from './reasons.ts';

const lineId = z.string().min(1).max(100);

/** One line that is open now. */
export const line = z.object({
  id: lineId,
  carrier: z.enum(['messagePort', 'socketIo', 'http']),
  kind: z.enum(['anonymous', 'visitor', 'staff']),
  /** Of staff; visitors are known by their conversations, not by their lines. */
  account: z.object({ id, name: z.string(), roles: z.array(z.enum(ROLES)) }).nullable(),
  /** The network address, or `local`. */
  address: z.string(),
  /** What the client calls itself. */
  client: z.string(),
  since: instant,
  lastCallAt: instant.nullable(),
  /** Calls a minute, those of long ago counting less and less. */
  callsPerMinute: z.number().min(0),
  /** False for the line of the desktop's own window, which would open it again at once, and for the line that asks. */
  canDisconnect: z.boolean(),
});

export const connectionsContract = {
  /** Who is connected: staff first, then the busiest. */
  'monitoring.connections': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    input: z.strictObject({
      kind: z.enum(['all', 'staff', 'visitor']).default('all'),
      limit: z.int().min(1).max(1_000).default(200),
    }),
    output: z.object({
      /** Of all that are open, however many of them are listed. */
      counts: z.object({ staff: z.int(), visitor: z.int(), anonymous: z.int() }),
      lines: z.array(line),
    }),
  }),
  /** Ends a line. Whoever was at its end may come back: this locks nobody out. */
  'monitoring.disconnect': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ lineId, reason: z.enum(DISCONNECT_REASONS) }),
    output: nothing,
  }),
  'monitoring.recordDisconnection': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({
      kind: z.enum(['anonymous', 'visitor', 'staff']),
      /** Whose line it was; null of an anonymous one. */
      subjectId: id.nullable(),
      reason: z.enum(DISCONNECT_REASONS),
    }),
    output: nothing,
  }),
} as const;
