import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useSession } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useDispute, useReadAnew } from '#renderer/billing/disputes/hooks/useDisputes.ts';
import { useDrafts } from '#renderer/billing/disputes/hooks/useDrafts.ts';
import { isToAnswer } from '#renderer/billing/disputes/model/labels.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { Contents } from './Contents.tsx';
import { EvidenceForm } from './EvidenceForm.tsx';
import { Declined, Given, Outcome } from './Given.tsx';
import { Head } from './Head.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';

type Whole = OutputOf<'billing.dispute'>;

/** One dispute: what it is about, and the evidence against it while it can be answered; afterwards what was sent and what came of it. */
export function DisputeDetail({ disputeId }: { readonly disputeId: string }) {
  const words = useWords().billing.disputes.detail;
  const { account } = useSession();
  const query = useDispute(disputeId);
  const whole = query.data;
  if (whole === undefined) {
    if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
    return <SkeletonList label={words.loading} rows={8} rowHeight={64} avatar={false} />;
  }
  if (whole === null) return <EmptyState icon={Gavel} title={words.gone} description={words.goneDescription} />;
  const canAnswer = isToAnswer(whole.dispute);
  return (
    <>
      {query.isRefetchError && (
        <p className="border-b border-line px-5 py-2 text-meta text-ink-muted">
          <StaleNote at={query.dataUpdatedAt} />
        </p>
      )}
      <Head whole={whole} />
      {canAnswer ? <Declined whole={whole} /> : <Outcome whole={whole} />}
      {!canAnswer && <Given whole={whole} />}
      {canAnswer && !isGranted(account.roles, 'disputes.manage') && <Collected whole={whole} />}
      {canAnswer && isGranted(account.roles, 'disputes.manage') && <Answering whole={whole} />}
    </>
  );
}

/** For those who look on. */
function Collected({ whole: { evidence } }: { readonly whole: Whole }) {
  const { detail, form } = useWords().billing.disputes;
  return (
    <section className="flex flex-col gap-3 border-t border-line px-5 py-4">
      <header>
        <h3 className="text-body font-semibold">{form.title}</h3>
        <p className="text-ink-muted">{detail.noPermission}</p>
      </header>
      <Contents texts={evidence.texts.filter(({ text }) => text !== '')} files={evidence.files} />
    </section>
  );
}

/** The form, and what can be done with it. */
function Answering({ whole: { dispute, evidence } }: { readonly whole: Whole }) {
  const { send, accept } = useWords().billing.disputes;
  const drafts = useDrafts(dispute.id, evidence);
  const readAnew = useReadAnew();
  const [asked, setAsked] = useState<'submit' | 'accept' | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  /** What is shown before it is sent is what the server has. */
  async function ask(): Promise<void> {
    setIsSaving(true);
    const isSaved = await drafts.flush();
    if (isSaved) await readAnew(dispute.id);
    setIsSaving(false);
    if (isSaved) setAsked('submit');
    else showToast({ tone: 'danger', title: send.notSaved, id: 'disputes.notSaved' });
  }
  return (
    <>
      <EvidenceForm disputeId={dispute.id} reason={dispute.reason} evidence={evidence} drafts={drafts} />
      <footer className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-5 py-3">
        <Button onClick={() => setAsked('accept')}>{accept.open}</Button>
        <Button id="send-evidence" variant="primary" busy={isSaving} onClick={() => void ask()}>
          {send.open}
        </Button>
      </footer>
      {asked === 'submit' && <SubmitDialog dispute={dispute} evidence={evidence} onClose={() => setAsked(null)} />}
      {asked === 'accept' && <AcceptDialog dispute={dispute} onClose={() => setAsked(null)} />}
    </>
  );
}
