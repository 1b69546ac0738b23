import type { Syscall } from './syscalls.ts';

/** A message that a visitor was told is saved. */
export interface AcknowledgedMessage {
  readonly conversationId: string;
  /** Occurs in no other message. */
  readonly body: string;
  readonly seq: number;
}

export interface DurabilityVerdict {
  /** Messages that were acknowledged before they were durable, in words. */
  readonly faults: readonly string[];
  /** How many syncs of the write-ahead log the messages shared. */
  readonly groups: number;
}

const WRITES = new Set(['pwrite64', 'write', 'writev']);
const SENDS = new Set(['write', 'writev', 'sendto', 'sendmsg']);
/** Which of the two SQLite calls depends on how it was built; fsync does all that fdatasync does. */
const SYNCS = new Set(['fdatasync', 'fsync']);

const isLog = ({ target }: Syscall): boolean => target.endsWith('/workspace.db-wal');
/** An acknowledgement of Socket.IO: packet 4, type 3, the namespace, the call's number, the reply. strace escapes the quotes. */
const isAcknowledgement = (args: string): boolean => /43\/visitor,\d+\[\{\\"ok\\":true/.test(args);

/** The socket of each conversation: the one that its `chat.start` was answered on. */
function socketOf(sends: readonly Syscall[], conversationId: string): string | undefined {
  return sends.find(({ args }) => args.includes(`{\\"conversationId\\":\\"${conversationId}\\"}`))?.target;
}

/**
 * Shows for each message that after the write that put it in the write-ahead log, and before the first byte of its acknowledgement, a sync of
 * that log was begun and finished. A write, a sync and an acknowledgement that are not found are faults too: the proof must be there.
 */
export function checkDurability(
  calls: readonly Syscall[],
  messages: readonly AcknowledgedMessage[],
): DurabilityVerdict {
  const writes = calls.filter((call) => WRITES.has(call.name) && isLog(call));
  const syncs = calls.filter((call) => SYNCS.has(call.name) && isLog(call) && call.succeeded);
  const sends = calls.filter((call) => SENDS.has(call.name) && isAcknowledgement(call.args));
  const faults: string[] = [];
  const groups = new Set<Syscall>();
  for (const { conversationId, body, seq } of messages) {
    const written = writes.find(({ args }) => args.includes(body));
    const socket = socketOf(sends, conversationId);
    const acknowledged = sends.find(
      ({ target, args }) => target === socket && args.includes(`\\"value\\":{\\"seq\\":${seq},`),
    );
    if (written === undefined || acknowledged === undefined) {
      faults.push(`"${body}": its ${written === undefined ? 'write' : 'acknowledgement'} is not in the trace`);
      continue;
    }
    const sync = syncs.find(({ entered, left }) => entered > written.left && left < acknowledged.entered);
    if (sync === undefined) faults.push(`"${body}": acknowledged without a finished sync after its write`);
    else groups.add(sync);
  }
  return { faults, groups: groups.size };
}
