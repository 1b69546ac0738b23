import { Gavel, ScrollText, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { DisputeDetail } from '#renderer/billing/disputes/detail/DisputeDetail.tsx';
import { useDisputeFeed, useDisputes } from '#renderer/billing/disputes/hooks/useDisputes.ts';
import { useDisputesKeys } from '#renderer/billing/disputes/hooks/useDisputesKeys.ts';
import { useDisputesPlace } from '#renderer/billing/disputes/hooks/useDisputesPlace.ts';
import { whyText } from '#renderer/billing/disputes/model/labels.ts';
import { fromOf, TABS, type Tab } from '#renderer/billing/disputes/model/place.ts';
import { DisputeList } from '#renderer/billing/disputes/parts/DisputeList.tsx';
import { WinRates } from '#renderer/billing/disputes/rates/WinRates.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { isGranted } from '#shared/wire/access.ts';
import { PoliciesDialog } from './PoliciesDialog.tsx';

/** What customers have asked their banks to take back, the most urgent first, and the answers to it. */
export function DisputesView() {
  const { app, billing } = useWords();
  const words = billing.disputes;
  const { account } = useSession();
  const storage = useDeviceStorage();
  const { locale } = useUiEnvironment();
  const isWide = useRoom() === 'wide';
  const { tab, disputeId, reason, outcome, span, change, show } = useDisputesPlace();
  const from = fromOf(span, useNow(60_000));
  const [isTelling, setIsTelling] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const view = tab === 'rates' ? 'closed' : tab;
  useDisputeFeed();
  const all = useDisputes({
    view,
    ...(tab === 'closed' && reason !== null ? { reason } : {}),
    ...(tab === 'closed' && outcome !== null ? { outcome } : {}),
    ...(tab === 'closed' && from !== null ? { from } : {}),
  });
  const { counts, disputes } = all;
  const open = (id: string): void => change({ disputeId: id });
  const close = (): void => {
    change({ disputeId: null });
    list.current?.focus();
  };
  useDisputesKeys({
    move(step) {
      const at = disputes.findIndex(({ id }) => id === disputeId);
      const next = disputes[at === -1 ? 0 : at + step];
      if (next !== undefined && tab !== 'rates') open(next.id);
    },
    back() {
      if (disputeId !== null) close();
    },
  });

  const countOf = (of: Tab): { count?: string } =>
    of === 'rates' || counts === null ? {} : { count: new Intl.NumberFormat(locale).format(counts[of]) };
  const isNarrowed = tab === 'closed' && (reason !== null || outcome !== null || from !== null);
  const shown = (
    <div className="flex min-h-0 flex-1 flex-col">
      {isNarrowed && (
        <p className="flex items-center gap-3 border-b border-line px-5 py-1.5">
          <span className="min-w-0 flex-1 truncate text-ink-muted">
            {[
              reason === null ? null : whyText(reason, billing),
              outcome === null ? null : words.list.outcomes[outcome],
              from === null ? null : `${words.rates.spanLabel} ${words.rates.spans[span]}`,
            ]
              .filter((part) => part !== null)
              .join(', ')}
          </span>
          <Button onClick={() => show({ tab: 'closed' })}>{words.list.showAll}</Button>
        </p>
      )}
      <DisputeList view={view} all={all} selectedId={disputeId} onOpen={open} ref={list} />
    </div>
  );
  const detail = disputeId !== null && <DisputeDetail key={disputeId} disputeId={disputeId} />;
  const beside =
    disputeId === null ? (
      <EmptyState icon={Gavel} title={words.list.choose} description={words.list.chooseDescription} />
    ) : (
      <section aria-label={words.detail.region} className="flex min-h-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-2">
          <h2 className="flex-1 truncate text-title font-semibold">{words.detail.title}</h2>
          <IconButton label={words.detail.close} icon={X} onClick={close} />
        </header>
        <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{detail}</div>
      </section>
    );
  const hasRows = disputes.length > 0 || disputeId !== null;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
        <h1 className="me-auto text-title font-semibold">{words.title}</h1>
        {isGranted(account.roles, 'disputes.manage') && (
          <Button icon={ScrollText} onClick={() => setIsTelling(true)}>
            {words.policies.open}
          </Button>
        )}
      </header>
      <Tabs
        label={words.tabs.label}
        value={tab}
        tabs={TABS.map((value) => ({ value, label: words.tabs[value], ...countOf(value) }))}
        onValueChange={(next) => show({ tab: next })}
        className="flex-1"
        rowClassName="border-b border-line px-4 py-1.5"
      >
        {tab === 'rates' ? (
          <WinRates
            span={span}
            onSpan={(next) => change({ span: next })}
            onOpen={(place) => show({ ...place, span })}
          />
        ) : isWide && hasRows ? (
          <SplitPane
            id="optimaliq.panes.disputes"
            storage={storage}
            handleLabel={() => words.list.pane}
            panes={[
              { id: 'disputes', size: 420, minimum: 340, maximum: 560, content: shown },
              { id: 'dispute', content: beside },
            ]}
          />
        ) : (
          shown
        )}
      </Tabs>
      <Drawer
        open={!isWide && disputeId !== null}
        onOpenChange={close}
        title={words.detail.title}
        closeLabel={app.close}
        size="large"
      >
        {detail}
      </Drawer>
      {isTelling && <PoliciesDialog onClose={() => setIsTelling(false)} />}
    </div>
  );
}
