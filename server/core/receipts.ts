import { createHash } from 'node:crypto';
import { AppError } from '#shared/wire/errors.ts';
import type { Principal } from '#shared/wire/access.ts';
import { canonicalJson } from '#server/journal/entry.ts';
import type { CommandContext } from '#server/journal/context.ts';

function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case 'visitor':
      return `visitor:${principal.visitorId}`;
    case 'staff':
      return `staff:${principal.accountId}`;
    default:
      return principal.kind;
  }
}

/**
 * Runs a command at most once per id: the same principal repeating the same input gets the first answer again; another input, or somebody
 * else's id, is CONFLICT and reveals nothing.
 */
export async function once(
  context: CommandContext,
  operation: string,
  input: unknown,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const { id } = input as { readonly id: string };
  const principal = nameOf(context.principal);
  const inputHash = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const { db } = context.unit;
  const receipt = await db
    .selectFrom('command_receipt')
    .select(['principal', 'inputHash', 'answerJson'])
    .where('operation', '=', operation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (receipt !== undefined) {
    if (receipt.principal === principal && receipt.inputHash === inputHash) return JSON.parse(receipt.answerJson);
    throw new AppError('CONFLICT', 'This id was already used for something else. Make a new one.', {
      reason: 'idTaken',
    });
  }
  const answer = await run();
  await db
    .insertInto('command_receipt')
    .values({ operation, id, principal, inputHash, answerJson: JSON.stringify(answer), at: context.at })
    .execute();
  return answer;
}
