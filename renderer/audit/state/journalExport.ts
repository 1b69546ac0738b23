import type { ExportTask } from '#renderer/app/export/csvExport.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { csvHeader, csvLine } from '#renderer/audit/model/csv.ts';
import type { AskPage } from '#renderer/audit/model/pages.ts';

interface JournalExport {
  /** Asks with the filters of the screen. */
  readonly ask: AskPage;
  readonly words: Words['audit'];
  readonly fileName: string;
}

const PAGE = 500;

/** The journal as a file: a place in it is the number that the next page's entries lie before. */
export function journalExport({ ask, words, fileName }: JournalExport): ExportTask<number> {
  let newest: number | null = null;
  return {
    header: csvHeader(words),
    fileName,
    async read(before) {
      const { entries, next } = await ask({ ...(before === null ? {} : { before }), limit: PAGE });
      newest ??= entries[0]?.seq ?? next;
      return {
        lines: entries.map((entry) => csvLine(entry, words)).join(''),
        rows: entries.length,
        share: next === null || newest === null ? 1 : Math.max(0, 1 - next / newest),
        next,
      };
    },
  };
}
