import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { Entry } from '#shared/audit/contract.ts';

type Answer = OutputOf<'audit.entries'>;

/** Asks for one page. */
export type AskPage = (page: { readonly before?: number; readonly limit: number }) => Promise<Answer>;

export type EntriesFilter = Pick<InputOf<'audit.entries'>, 'accountId' | 'subject' | 'from' | 'to'>;

/** After so many answers in a row the reader is told how far back the search is. */
const MOST_ASKS = 10;

/**
 * Reads on until there are `wanted` entries, the journal ends, or it has asked ten times: where few entries fit, the server answers with
 * empty pages that are not the last.
 * @param before null for the newest.
 */
export async function readOn(
  ask: AskPage,
  before: number | null,
  wanted: number,
  signal: AbortSignal,
): Promise<Answer> {
  const entries: Entry[] = [];
  let next = before;
  for (let asked = 0; asked < MOST_ASKS; asked += 1) {
    const page = await ask({ ...(next === null ? {} : { before: next }), limit: wanted - entries.length });
    signal.throwIfAborted();
    entries.push(...page.entries);
    next = page.next;
    if (next === null || entries.length >= wanted) break;
  }
  return { entries, next };
}
