import { describe, expect, it } from 'vitest';
import type { ExportState } from '#renderer/app/export/csvExport.ts';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { ConversationHistory } from '#renderer/audit/ConversationHistory.tsx';
import { useVerification } from '#renderer/audit/hooks/useVerification.ts';
import { EntryDetails } from '#renderer/audit/parts/EntryDetails.tsx';
import { VerifyStrip } from '#renderer/audit/parts/VerifyStrip.tsx';
import { auditWords as words } from '#renderer/audit/words.en.ts';
import type { OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { ben, BEN, conversation, CONVERSATION, makeEntry, site } from './make.ts';
import { draw, textIn } from './surroundings.tsx';

type Verification = OutputOf<'audit.verification'>;

function Verify() {
  return <VerifyStrip query={useVerification().query} />;
}
const verified = (state: Verification) => draw(<Verify />, { known: [[['audit.verification'], state]] });
const ended = (last: Partial<NonNullable<Verification['last']>>) =>
  verified({
    underWay: null,
    last: { outcome: 'whole', entries: 39, startedAt: 1_000, endedAt: 3_500, fault: null, ...last },
  });

describe('the verification of the journal', () => {
  it('says how far it is', () => {
    const html = verified({ underWay: { step: 'entries', done: 3_000, total: 12_000, startedAt: 0 }, last: null });
    expect(textIn(html)).toContain('3,000 entries of 12,000');
    expect(html).toContain('aria-valuenow="25"');
    const index = verified({ underWay: { step: 'subjects', done: 500, total: 0, startedAt: 0 }, last: null });
    expect(textIn(index)).toContain('500 rows of the index');
    expect(index).not.toContain('aria-valuenow');
  });

  it('says that the journal is whole, with how much was checked in what time', () => {
    expect(textIn(ended({}))).toContain(
      'The journal is whole: 39 entries, each as it was written (checked in 2.5 sec)',
    );
  });

  it('says where the journal breaks, what can still be trusted and what to do', () => {
    const html = ended({ outcome: 'broken', fault: { kind: 'changed', seq: 40 } });
    expect(html).toContain('role="alert"');
    for (const said of [words.verify.broken.changed('40'), words.verify.upTo(39), words.verify.advice])
      expect(textIn(html)).toContain(said);
    expect(html).toContain('href="#/journal/entry=39"');
  });

  it('leads to no entry where none was good, and to none where only the index is wrong', () => {
    const first = ended({ outcome: 'broken', entries: 0, fault: { kind: 'missing', seq: 1 } });
    const index = ended({ outcome: 'broken', fault: { kind: 'subjects', seq: null } });
    for (const html of [first, index]) expect(html).not.toContain('href');
    expect(textIn(index)).toContain(words.verify.broken.subjects());
    expect(textIn(index)).not.toContain(words.verify.upTo(39));
  });

  it('does not speak of a broken journal when only the walk failed', () => {
    expect(textIn(ended({ outcome: 'failed' }))).toContain(words.verify.failed);
    expect(textIn(verified({ underWay: null, last: null }))).toContain(words.verify.never);
  });
});

describe('the export', () => {
  const nothing = () => undefined;
  const strip = (state: ExportState) =>
    draw(<ExportStrip state={state} texts={words.export} onCancel={nothing} onDismiss={nothing} />);

  it('says how many entries it has so far, and can be cancelled', () => {
    const html = strip({ state: 'running', rows: 12_300, share: 0.42, leftMs: 200_000 });
    for (const said of ['12,300 entries so far', '42%', '3\u00A0m 20\u00A0s left', words.export.cancel])
      expect(textIn(html)).toContain(said);
  });

  it('says how it ended', () => {
    expect(strip({ state: 'idle' })).toBe('');
    expect(textIn(strip({ state: 'done', rows: 1, fileName: 'a.csv' }))).toContain('1 entry is in a.csv.');
    expect(textIn(strip({ state: 'cancelled' }))).toContain(words.export.cancelled);
    const failed = strip({ state: 'failed', error: new AppError('UNAVAILABLE', 'made for a log') });
    expect(failed).toContain('role="alert"');
    expect(textIn(failed)).toContain('The server cannot be reached.');
    expect(failed).not.toContain('made for a log');
  });
});

describe('an entry', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const entry = makeEntry({
    subjects: [{ ...ben, label: hostile }, site, conversation],
    facts: { from: 'support', to: 'admin', novelty: hostile },
  });

  it('shows all that it holds, as text', () => {
    const html = draw(<EntryDetails seq={7} listed={[entry]} />);
    expect(html).not.toContain('<img');
    for (const said of [
      'Wed, Nov 25, 2026, 02:05:09 PM UTC',
      'accounts.rolesChanged',
      'Roles before',
      BEN,
      'Kiln & Clay',
    ])
      expect(textIn(html)).toContain(said);
  });

  it('leads to what it is about, where the reader’s roles do', () => {
    const admin = draw(<EntryDetails seq={7} listed={[entry]} />);
    expect(admin).toContain(`href="#/people/${BEN}"`);
    expect(admin).toContain(`href="#/journal/about=conversation:${CONVERSATION}"`);
    expect(admin).not.toContain(`href="#/inbox/${CONVERSATION}"`);
    const both = draw(<EntryDetails seq={7} listed={[entry]} />, { roles: ['admin', 'support'] });
    expect(both).toContain(`href="#/inbox/${CONVERSATION}"`);
  });

  it('that does not exist is said not to', () => {
    expect(textIn(draw(<EntryDetails seq={9} listed={[]} />, { known: [[['audit.entry', 9], null]] }))).toContain(
      words.details.gone,
    );
  });
});

describe('a conversation’s history', () => {
  const closed = makeEntry({ name: 'chat.conversationChanged', subjects: [conversation], facts: { change: 'closed' } });
  const known = (next: number | null, entries = [closed]) =>
    [[['audit.conversation', CONVERSATION], { pages: [{ entries, next }], pageParams: [null] }]] as const;
  const history = <ConversationHistory conversationId={CONVERSATION} version="1" />;

  it('tells support what was done, without a way into the journal', () => {
    const html = draw(history, { roles: ['support'], known: known(3) });
    expect(textIn(html)).toContain('Ada Park closed this conversation');
    expect(textIn(html)).toContain(words.timeline.more);
    expect(html).not.toContain('href');
  });

  it('leads those who read the journal into it', () => {
    const html = draw(history, { roles: ['admin', 'support'], known: known(null) });
    expect(html).toContain(`href="#/journal/about=conversation:${CONVERSATION}"`);
    expect(textIn(html)).not.toContain(words.timeline.more);
  });

  it('says that it is being read, and that there is nothing', () => {
    expect(textIn(draw(history))).toContain(words.timeline.loading);
    expect(textIn(draw(history, { known: known(null, []) }))).toContain(words.timeline.empty);
  });
});
