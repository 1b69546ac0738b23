import type { Socket } from 'socket.io';
import { AppError } from '#shared/wire/errors.ts';

type EngineSocket = Socket['conn'];

/** Lets lines in, so many from one address. */
export interface LineDoor {
  /**
   * The line is inside until it ends, or `leave`.
   * @param visit tells its address; asked only of a line that is not inside, whose request is still there.
   * @returns the address. @throws AppError RATE_LIMITED, CONFLICT (it is inside already), UNAVAILABLE (it has ended), what `visit` throws.
   */
  enter(line: EngineSocket, visit: () => { readonly address: string }): string;
  leave(line: EngineSocket): void;
}

export function createLineDoor(limit: number): LineDoor {
  const open = new Map<string, number>();
  const inside = new Map<EngineSocket, string>();

  function leave(line: EngineSocket): void {
    const address = inside.get(line);
    if (address === undefined) return;
    inside.delete(line);
    const count = (open.get(address) ?? 1) - 1;
    if (count === 0) open.delete(address);
    else open.set(address, count);
  }

  /** One for all lines. */
  function ended(this: EngineSocket): void {
    leave(this);
  }

  return {
    enter: (line, visit) => {
      if (inside.has(line)) {
        throw new AppError('CONFLICT', 'A connection joins one namespace, once. Open another connection.', {
          reason: 'oneNamespace',
        });
      }
      // A line that ends while it is being let in would never be heard to leave.
      if (line.readyState !== 'open') {
        throw new AppError('UNAVAILABLE', 'This connection has ended.', { reason: 'connection' });
      }
      const { address } = visit();
      const count = open.get(address) ?? 0;
      if (count >= limit) {
        throw new AppError(
          'RATE_LIMITED',
          `There are already ${String(limit)} connections from this address. Close some first.`,
          { reason: 'limit.connections', count: limit },
        );
      }
      open.set(address, count + 1);
      inside.set(line, address);
      line.on('close', ended);
      return address;
    },
    leave: (line) => {
      leave(line);
      line.off('close', ended);
    },
  };
}
