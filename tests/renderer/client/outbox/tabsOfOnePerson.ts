import type { TabNews, Tabs } from '#renderer/client/outbox/tabs.ts';

/** Tabs in one process that meet as a browser's do: one leads, news reaches the others, and the next leads when it ends. */
export function createTabsOfOnePerson(): () => Tabs {
  const listeners = new Map<number, (news: TabNews) => void>();
  let candidates: { readonly tab: number; readonly lead: () => void }[] = [];
  let made = 0;

  return () => {
    const tab = (made += 1);
    return {
      onLeading(lead) {
        candidates.push({ tab, lead });
        if (candidates.length === 1) lead();
      },
      tell(news) {
        for (const [other, listen] of listeners) if (other !== tab) queueMicrotask(() => listen(news));
      },
      onNews(listener) {
        listeners.set(tab, listener);
      },
      close() {
        const wasLeading = candidates[0]?.tab === tab;
        listeners.delete(tab);
        candidates = candidates.filter((candidate) => candidate.tab !== tab);
        if (wasLeading) candidates[0]?.lead();
      },
    };
  };
}
