import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Drafts } from '#renderer/billing/disputes/hooks/useDrafts.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import type { Evidence } from '#shared/billing/disputes/contract.ts';
import { fieldsFor, isFileField, type EvidenceField } from '#shared/billing/disputes/reasons.ts';
import { FileEvidence } from './FileEvidence.tsx';
import { TextEvidence } from './TextEvidence.tsx';

interface EvidenceFormProps {
  readonly disputeId: string;
  readonly reason: string | null;
  readonly evidence: Evidence;
  readonly drafts: Drafts;
}

/** What helps with this reason first; everything else that Stripe takes below, and open where it holds something. */
export function EvidenceForm({ disputeId, reason, evidence, drafts }: EvidenceFormProps) {
  const { form } = useWords().billing.disputes;
  const { recommended, others } = fieldsFor(reason);
  const isHeld = (field: EvidenceField): boolean =>
    evidence.files.some((one) => one.field === field) ||
    evidence.texts.some((one) => one.field === field && one.text !== '');
  const [isOpen, setIsOpen] = useState(() => others.some(isHeld));
  const draw = (field: EvidenceField) =>
    isFileField(field) ? (
      <FileEvidence key={field} disputeId={disputeId} field={field} evidence={evidence} />
    ) : (
      <TextEvidence key={field} disputeId={disputeId} field={field} draft={drafts.of(field)} />
    );
  return (
    <section aria-label={form.title} className="flex flex-col gap-5 border-t border-line px-5 py-4">
      <header>
        <h3 className="text-body font-semibold">{form.title}</h3>
        <p className="text-ink-muted">{form.hint}</p>
      </header>
      {recommended.map(draw)}
      <Button
        variant="ghost"
        aria-expanded={isOpen}
        className="self-start"
        onClick={() => setIsOpen((before) => !before)}
      >
        <ChevronDown
          aria-hidden
          className={cx('-ms-0.5 size-4 transition-transform', isOpen && 'rotate-180')}
          strokeWidth={1.75}
        />
        {isOpen ? form.fewer : form.more(others.length)}
      </Button>
      {isOpen && others.map(draw)}
    </section>
  );
}
