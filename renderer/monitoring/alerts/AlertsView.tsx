import { BellOff, Siren, Plus, SlidersHorizontal, X } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { useArrivals } from '#renderer/app/arrivals.ts';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { AlertDetail } from '#renderer/monitoring/alerts/detail/AlertDetail.tsx';
import { SilenceDialog } from '#renderer/monitoring/alerts/detail/SilenceDialog.tsx';
import { useAlertDeed } from '#renderer/monitoring/alerts/hooks/useAlertDeed.ts';
import {
  useAlertCounts,
  useAlertRules,
  useAlerts,
  useAlertsFeed,
} from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { useAlertsKeys } from '#renderer/monitoring/alerts/hooks/useAlertsKeys.ts';
import { useAlertsPlace } from '#renderer/monitoring/alerts/hooks/useAlertsPlace.ts';
import { useRuleDraft } from '#renderer/monitoring/alerts/hooks/useRuleDraft.ts';
import { TABS } from '#renderer/monitoring/alerts/model/place.ts';
import { AlertList } from '#renderer/monitoring/alerts/parts/AlertList.tsx';
import { RoutesEditor } from '#renderer/monitoring/alerts/routes/RoutesEditor.tsx';
import { RuleEditor } from '#renderer/monitoring/alerts/rules/RuleEditor.tsx';
import { RuleList } from '#renderer/monitoring/alerts/rules/RuleList.tsx';
import { SilenceList } from '#renderer/monitoring/alerts/silences/SilenceList.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';

/** What fires and what did, by which rules, who is told, and what is silenced. */
export function AlertsView() {
  const { app, monitoring } = useWords();
  const words = monitoring.alerts;
  const storage = useDeviceStorage();
  const isWide = useRoom() === 'wide';
  const { tab, alertId, rule, show } = useAlertsPlace();
  const list = useRef<HTMLDivElement>(null);
  /** Who goes along the list stays in it; who comes from elsewhere acknowledges with one key. */
  const [chosenHere, setChosenHere] = useState<string | null>(null);
  const [silencing, setSilencing] = useState<Alert | 'any' | null>(null);
  useArrivals(() => setChosenHere(null));
  useAlertsFeed();
  const view = tab === 'over' ? 'over' : 'open';
  const all = useAlerts(view);
  const counts = useAlertCounts();
  const rules = useAlertRules();
  const deed = useAlertDeed();
  const { alerts } = all;
  const chosen = alerts.find(({ id }) => id === alertId) ?? null;
  const isOpen = chosen !== null && chosen.resolved === null;
  const isOfAlerts = tab === 'open' || tab === 'over';
  const open = (id: string): void => {
    setChosenHere(id);
    show({ tab, alertId: id });
  };
  const close = (): void => {
    show({ tab });
    list.current?.focus();
  };
  useAlertsKeys({
    move(step) {
      if (!isOfAlerts) return;
      const next = alerts[chosen === null ? 0 : alerts.indexOf(chosen) + step];
      if (next !== undefined) open(next.id);
    },
    acknowledge() {
      if (isOpen && chosen.acknowledged === null) deed.run('acknowledge', chosen.id);
    },
    resolve() {
      if (isOpen) deed.run('resolve', chosen.id);
    },
    silence() {
      setSilencing(isOpen ? chosen : 'any');
    },
    newRule() {
      show({ tab: 'rules', rule: 'new' });
    },
    back() {
      if (alertId !== null || rule !== null) close();
    },
  });

  const stored = rules.data?.rules.find(({ id }) => id === rule) ?? null;
  const writing = useRuleDraft(`${rule ?? ''} ${String(stored?.revision ?? 0)}`, stored);
  const isEditing = rule === 'new' || stored !== null;
  const beside: ReactNode =
    tab === 'rules'
      ? isEditing && (
          <RuleEditor
            key={writing.written.ruleId}
            stored={stored}
            writing={writing}
            onSaved={(id) => show({ tab: 'rules', rule: id })}
            onRemoved={() => show({ tab: 'rules' })}
          />
        )
      : alertId !== null && (
          <AlertDetail key={alertId} alertId={alertId} takesFocus={alertId !== chosenHere} onSilence={setSilencing} />
        );
  const title = tab === 'rules' ? (rule === 'new' ? words.form.newTitle : words.form.editTitle) : words.detail.title;
  const shown =
    tab === 'rules' ? (
      <RuleList selectedId={rule} onOpen={(id) => show({ tab: 'rules', rule: id })} />
    ) : (
      <AlertList
        view={view}
        all={all}
        selectedId={alertId}
        onOpen={open}
        onRules={() => show({ tab: 'rules' })}
        ref={list}
      />
    );
  const hasBeside = beside !== false;
  const hasRows = tab === 'rules' || alerts.length > 0 || hasBeside;
  const content = (): ReactNode => {
    if (tab === 'silences') return <SilenceList onAdd={() => setSilencing('any')} />;
    if (tab === 'routes') return <RoutesEditor />;
    if (!isWide || !hasRows) return <div className="flex min-h-0 flex-1 flex-col">{shown}</div>;
    return (
      <SplitPane
        id="optimaliq.panes.alerts"
        storage={storage}
        handleLabel={() => words.list.pane}
        panes={[
          {
            id: 'alerts',
            size: 420,
            minimum: 340,
            maximum: 560,
            content: <div className="flex min-h-0 flex-1 flex-col">{shown}</div>,
          },
          {
            id: 'alert',
            content: hasBeside ? (
              <section
                aria-label={tab === 'rules' ? words.rules.region : words.detail.region}
                className="flex min-h-0 flex-1 flex-col"
              >
                <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-2">
                  <h2 className="flex-1 truncate text-title font-semibold">{title}</h2>
                  <IconButton label={words.detail.close} icon={X} onClick={close} />
                </header>
                <div className="min-h-0 flex-1 overflow-y-auto">{beside}</div>
              </section>
            ) : (
              <EmptyState
                icon={tab === 'rules' ? SlidersHorizontal : Siren}
                title={tab === 'rules' ? words.rules.choose : words.list.choose}
                description={tab === 'rules' ? words.rules.chooseDescription : words.list.chooseDescription}
              />
            ),
          },
        ]}
      />
    );
  };
  const countOf = (of: (typeof TABS)[number]): { count?: string } => {
    if (of === 'open' && counts.data !== undefined)
      return { count: String(counts.data.firing + counts.data.acknowledged) };
    return of === 'rules' && rules.data !== undefined ? { count: String(rules.data.rules.length) } : {};
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
        <h1 className="me-auto text-title font-semibold">{words.title}</h1>
        <Button icon={BellOff} onClick={() => setSilencing(isOpen ? chosen : 'any')}>
          {words.silences.add}
        </Button>
        <Button icon={Plus} onClick={() => show({ tab: 'rules', rule: 'new' })}>
          {words.rules.add}
        </Button>
      </header>
      <Tabs
        label={words.tabs.label}
        value={tab}
        tabs={TABS.map((value) => ({ value, label: words.tabs[value], ...countOf(value) }))}
        onValueChange={(next) => show({ tab: next })}
        className="flex-1"
        rowClassName="border-b border-line px-4 py-1.5"
      >
        {content()}
      </Tabs>
      <Drawer open={!isWide && hasBeside} onOpenChange={close} title={title} closeLabel={app.close} size="large">
        {beside}
      </Drawer>
      {silencing !== null && (
        <SilenceDialog alert={silencing === 'any' ? null : silencing} onClose={() => setSilencing(null)} />
      )}
    </div>
  );
}
