import type { QueryClient } from '@tanstack/react-query';
import { createCsvExport, type CsvExport } from './csvExport.ts';

/** Hands a text file to the person: the browser's downloads, or the desktop's question where to keep it. */
function saveFile(fileName: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Not before the download has taken hold of it.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

const held = new WeakMap<QueryClient, Map<string, CsvExport>>();

/** The export of one kind of rows in a session, for which its query client stands. */
export function exportOf(
  session: QueryClient,
  kind: 'journal' | 'payments' | 'overview' | 'refunds' | 'refundReports' | 'disputes' | 'operations' | 'alerts',
): CsvExport {
  const ofSession = held.get(session) ?? new Map<string, CsvExport>();
  held.set(session, ofSession);
  let own = ofSession.get(kind);
  if (own === undefined) {
    own = createCsvExport({
      wait: (ms) =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
      save: saveFile,
      now: () => Date.now(),
    });
    ofSession.set(kind, own);
  }
  return own;
}
