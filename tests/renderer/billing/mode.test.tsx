import { describe, expect, it } from 'vitest';
import { Environment } from '#renderer/app/shell/Environment.tsx';
import { ModeBadge } from '#renderer/billing/connection/ModeBadge.tsx';
import { billingWords } from '#renderer/billing/words.en.ts';
import type { BillingMode } from '#shared/billing/connection/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';
import { NOON } from './make.ts';

const { mode: names } = billingWords.connection;
const MODES = ['demo', 'test', 'live'] as const;

type Connection = OutputOf<'billing.connection'>;
const connected = (mode: BillingMode): Connection => ({
  state: 'connected',
  mode,
  accountId: 'acct_1',
  accountName: 'Kiln & Clay',
  trouble: null,
  connectedAt: NOON,
});
const OFF: Connection = { ...connected('live'), state: 'off', mode: null, accountId: null, connectedAt: null };
const bar = (connection: Connection | null): string =>
  draw(<Environment />, { known: connection === null ? [] : [[['billing.connection'], connection]] });

describe('whether money moves', () => {
  it('is a word, an icon and a colour, each of its own', () => {
    const drawn = MODES.map((mode) => draw(<ModeBadge mode={mode} />));
    expect(drawn.map(textIn)).toEqual(MODES.map((mode) => names[mode]));
    const icons = drawn.map((html) => /lucide-([\w-]+)/.exec(html)?.[1]);
    const colors = drawn.map((html) => /\bbg-([\w-]+)/.exec(html)?.[1]);
    expect(new Set(icons).size).toBe(3);
    expect(new Set(colors).size).toBe(3);
    // Green says that all is well; that money moves is no such news.
    expect(colors).not.toContain('success');
  });

  it.each(MODES)('stands at the foot of the window: %s', (mode) => {
    const text = textIn(bar(connected(mode)));
    for (const other of MODES) expect(text.includes(names[other])).toBe(other === mode);
  });

  it.each([
    ['nothing is connected', OFF],
    ['nobody knows yet', null],
  ] as const)('is not said where %s', (_why, connection) => {
    for (const mode of MODES) expect(textIn(bar(connection))).not.toContain(names[mode]);
  });
});
