import { useLocation, useRoute } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { OPERATIONS_TABS, OPERATIONS_VIEWS } from './tabs.tsx';

/** For admins: how the server does, part by part; `/operations/PART`. What stands after the part in the address is the part's own. */
export function OperationsView() {
  const words = useWords().monitoring.operations;
  const [, params] = useRoute('/operations/:tab/*?');
  const [, navigate] = useLocation();
  const tab = OPERATIONS_TABS.find((one) => one === params?.tab) ?? OPERATIONS_TABS[0];
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line px-5">
        <h1 className="text-title font-semibold">{words.title}</h1>
      </header>
      <Tabs
        label={words.tabs.label}
        value={tab}
        tabs={OPERATIONS_TABS.map((value) => ({ value, label: words.tabs[value] }))}
        onValueChange={(next) => navigate(`/operations/${next}`)}
        className="flex-1"
        rowClassName="overflow-x-auto border-b border-line px-4 py-1.5"
      >
        {OPERATIONS_VIEWS[tab]()}
      </Tabs>
    </div>
  );
}
