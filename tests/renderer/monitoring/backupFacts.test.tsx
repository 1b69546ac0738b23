import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AppContext, type AppServices } from '#renderer/app/context.ts';
import { BackupFacts } from '#renderer/monitoring/BackupFacts.tsx';
import { monitoringWords } from '#renderer/monitoring/words.en.ts';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { createFakeClient } from '#tests/renderer/chat/support/fakeClient.ts';
import { idOf, ME } from '#tests/renderer/chat/support/make.ts';

type State = OutputOf<'monitoring.backups'>;

const words = monitoringWords.backups;
const services: AppServices = {
  client: createFakeClient(),
  session: {
    account: { id: ME, name: 'Ada', email: 'ada@shop.test', roles: ['admin'] },
    workspace: { id: idOf(2), name: 'Shop', locale: 'en', timeZone: 'UTC', isDemo: false },
    expiresAt: 0,
  },
  signOut: () => Promise.resolve(),
};

const AT = 1_700_000_000_000;
const nothing = { fileName: null, bytes: null, journalSeq: null, failure: null };
const failed = { ...nothing, id: idOf(1), startedAt: AT, endedAt: AT, outcome: 'failed', failure: 'full' } as const;
const whole = { ...nothing, id: idOf(2), startedAt: AT, endedAt: AT, outcome: 'whole', bytes: 2_000_000 } as const;

function facts(changes: Partial<State>): string {
  const state: State = {
    directory: '/backups',
    everyMs: 86_400_000,
    keep: { daily: 7, weekly: 4 },
    recipient: 'age1x',
    keyMadeAt: AT,
    isUnencrypted: false,
    nextAt: AT,
    lastWholeAt: null,
    isOverdue: false,
    underWay: null,
    backups: [],
    ...changes,
  };
  return renderToStaticMarkup(
    <AppContext value={services}>
      <QueryClientProvider client={new QueryClient()}>
        <TooltipProvider>
          <BackupFacts state={state} onMakeKey={() => undefined} />
        </TooltipProvider>
      </QueryClientProvider>
    </AppContext>,
  );
}

it('there is no whole backup only where there has never been one', () => {
  expect(facts({})).toContain(words.none);
  expect(facts({ backups: [failed] })).toContain(words.none);
});

it('the last whole backup is told with its size', () => {
  const html = facts({ lastWholeAt: AT, backups: [failed, whole] });
  expect(html).not.toContain(words.none);
  expect(html).toContain('2 MB');
});

it('the last whole backup is told though every listed one has failed', () => {
  const html = facts({ lastWholeAt: AT - 40 * 86_400_000, backups: [failed], isOverdue: true });
  expect(html).not.toContain(words.none);
  expect(html).toContain(new Date(AT - 40 * 86_400_000).toISOString().slice(0, 10));
});
