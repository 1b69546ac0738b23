import type { Message, Receipts } from '#shared/chat/contract.ts';
import { isForReading } from '#shared/chat/failures.ts';
import type { Surroundings } from './surroundings.ts';

export interface Marks {
  /** Tells the server how far this side has got. Call it after every change; it calls only when there is news. */
  update(items: readonly Message[], receipts: Receipts | null, visible: boolean): void;
  /** The line is back: what was lost with it is told again by the next `update`. */
  forget(): void;
}

const lastForReading = (items: readonly Message[]): number => items.findLast(isForReading)?.seq ?? 0;

/** `chat.delivered` for what has arrived, `chat.read` for what a person had before their eyes. */
export function createMarks({ client, me }: Surroundings, conversationId: string): Marks {
  const told = { 'chat.delivered': 0, 'chat.read': 0 };

  const tell = (name: 'chat.delivered' | 'chat.read', seq: number, known: number): void => {
    if (seq <= Math.max(known, told[name])) return;
    const before = told[name];
    told[name] = seq;
    client.call(name, { conversationId, seq }).catch(() => {
      if (told[name] === seq) told[name] = before;
    });
  };

  return {
    update(items, receipts, visible) {
      if (receipts === null || !me.mayWrite || client.line().state !== 'online') return;
      const seq = lastForReading(items);
      // Reading implies delivery; one call is enough.
      if (visible) tell('chat.read', seq, receipts.staffRead);
      else tell('chat.delivered', seq, Math.max(receipts.staffDelivered, told['chat.read']));
    },
    forget() {
      told['chat.delivered'] = 0;
      told['chat.read'] = 0;
    },
  };
}
