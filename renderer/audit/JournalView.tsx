import { useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, Download, X } from 'lucide-react';
import { useRef } from 'react';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useJournal } from '#renderer/audit/hooks/useJournal.ts';
import { useJournalKeys } from '#renderer/audit/hooks/useJournalKeys.ts';
import { useJournalPlace } from '#renderer/audit/hooks/useJournalPlace.ts';
import { useVerification } from '#renderer/audit/hooks/useVerification.ts';
import { NO_FILTERS } from '#renderer/audit/model/place.ts';
import { dayOf } from '#shared/calendar.ts';
import { EntryDetails } from '#renderer/audit/parts/EntryDetails.tsx';
import { EntryList } from '#renderer/audit/parts/EntryList.tsx';
import { FilterBar } from '#renderer/audit/parts/FilterBar.tsx';
import { VerifyStrip } from '#renderer/audit/parts/VerifyStrip.tsx';
import { journalExport } from '#renderer/audit/state/journalExport.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';

/** Who did what: the whole journal, filtered by person, subject and time, to be verified and taken along. */
export function JournalView() {
  const { app, audit: words } = useWords();
  const { filters, seq, setFilters, open, close } = useJournalPlace();
  const { timeZone, now } = useUiEnvironment();
  const storage = useDeviceStorage();
  const isWide = useRoom() === 'wide';
  const journal = useJournal(filters);
  const verification = useVerification();
  const csv = exportOf(useQueryClient(), 'journal');
  const exported = useObservable(csv);
  const list = useRef<HTMLDivElement>(null);
  const filterBar = useRef<HTMLDivElement>(null);

  const exportAll = (): void =>
    csv.start(journalExport({ ask: journal.ask, words, fileName: words.export.fileName(dayOf(now(), timeZone)) }));
  useJournalKeys({
    move(step) {
      // The list knows its own way: J and K are its arrows, wherever the focus was.
      list.current?.focus();
      const key = step === 1 ? 'ArrowDown' : 'ArrowUp';
      list.current?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    toFilters: () => filterBar.current?.querySelector('button')?.focus(),
    back() {
      if (seq !== null) close();
      list.current?.focus();
    },
    verify: () => verification.start.mutate(),
    exportAll,
  });

  const entries = (
    <EntryList
      journal={journal}
      filters={filters}
      selectedSeq={seq}
      onSelect={open}
      onClear={() => setFilters(NO_FILTERS)}
      ref={list}
    />
  );
  const details = seq !== null && <EntryDetails key={seq} seq={seq} listed={journal.entries} />;
  const isVerifying = (verification.query.data?.underWay ?? null) !== null || verification.start.isPending;

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
        <h1 className="me-auto text-title font-semibold">{words.title}</h1>
        <Button icon={BadgeCheck} busy={isVerifying} onClick={() => verification.start.mutate()}>
          {words.verify.action}
        </Button>
        <Button icon={Download} busy={exported.state === 'running'} disabled={!journal.isPossible} onClick={exportAll}>
          {words.export.action}
        </Button>
      </header>
      <FilterBar filters={filters} onChange={setFilters} ref={filterBar} />
      <VerifyStrip query={verification.query} />
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {isWide && seq !== null ? (
        <SplitPane
          id="optimaliq.panes.journal"
          storage={storage}
          handleLabel={() => words.list.pane}
          panes={[
            { id: 'entries', content: entries },
            {
              id: 'entry',
              size: 360,
              minimum: 300,
              maximum: 560,
              content: (
                <section aria-label={words.details.region} className="flex min-h-0 flex-1 flex-col overflow-y-auto">
                  <header className="flex h-12 shrink-0 items-center border-b border-line ps-4 pe-2">
                    <h2 className="flex-1 truncate text-title font-semibold">{words.details.title(String(seq))}</h2>
                    <IconButton label={words.details.close} icon={X} onClick={close} />
                  </header>
                  {details}
                </section>
              ),
            },
          ]}
        />
      ) : (
        entries
      )}
      <Drawer
        open={!isWide && seq !== null}
        onOpenChange={close}
        title={words.details.title(String(seq))}
        closeLabel={app.close}
      >
        {details}
      </Drawer>
    </div>
  );
}
