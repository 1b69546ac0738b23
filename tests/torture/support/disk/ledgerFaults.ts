import type { storedMessages } from '#tests/torture/support/ledger.ts';
import type { Writer } from './writer.ts';

/**
 * Compares what several wrote into the same conversations with what is stored: each message once, under the seq it was acknowledged with,
 * each writer's in their order, seq dense, and nothing beside. Everything written has been acknowledged.
 * @returns what is wrong, in words.
 */
export function ledgerFaults(writers: readonly Writer[], stored: ReturnType<typeof storedMessages>): readonly string[] {
  const faults: string[] = [];
  const found = new Map(stored.map((message) => [message.id, message]));
  if (found.size !== stored.length) faults.push(`${stored.length - found.size} messages are stored twice`);
  const written = new Set<string>();
  for (const { name, messages, conversationId } of writers) {
    let before = 0;
    for (const { id, body, acknowledged } of messages) {
      written.add(id);
      const there = found.get(id);
      if (there === undefined) {
        faults.push(`${name}: message ${id}, acknowledged as ${String(acknowledged?.seq)}, is lost`);
        continue;
      }
      if (there.body !== body || there.conversationId !== conversationId())
        faults.push(`${name}: message ${id} is not as it was written`);
      if (there.seq !== acknowledged?.seq)
        faults.push(`${name}: message ${id} is at ${there.seq} but was acknowledged as ${String(acknowledged?.seq)}`);
      if (there.seq <= before) faults.push(`${name}: message ${id} at ${there.seq} comes before an earlier one`);
      before = there.seq;
    }
  }
  for (const { id } of stored) if (!written.has(id)) faults.push(`message ${id} is stored, and nobody wrote it`);
  for (const [conversation, items] of Map.groupBy(stored, ({ conversationId }) => conversationId)) {
    if (items.some(({ seq }, index) => seq !== index + 1)) faults.push(`${conversation}: seq has a gap`);
  }
  return faults;
}
