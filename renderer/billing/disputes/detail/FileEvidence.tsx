import { CircleAlert, FileText, Image, Upload, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useDropPlace } from '#renderer/billing/disputes/hooks/useDropPlace.ts';
import { useFilePlace } from '#renderer/billing/disputes/hooks/useFilePlace.ts';
import { sizeText } from '#renderer/billing/disputes/model/labels.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import type { Evidence } from '#shared/billing/disputes/contract.ts';
import type { FileField } from '#shared/billing/disputes/evidence.ts';

const ACCEPTED = 'application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png';

interface FileEvidenceProps {
  readonly disputeId: string;
  readonly field: FileField;
  readonly evidence: Evidence;
}

/** A field that holds a file: dropped or chosen, shown by name and size while it is sent and after. */
export function FileEvidence({ disputeId, field, evidence }: FileEvidenceProps) {
  const { disputes: words } = useWords().billing;
  const { upload } = words;
  const { label, help } = words.files[field];
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const file = evidence.files.find((one) => one.field === field);
  const version = file?.version ?? evidence.empty.find((one) => one.field === field)?.version ?? 0;
  const { sending, problem, put, stop, remove, isRemoving } = useFilePlace({ disputeId, field, version });

  const isOver = useDropPlace(place, (dropped) => {
    if (sending === null) void put(dropped);
  });
  return (
    <section className="flex flex-col gap-1">
      <h4 id={`${id}-label`} className="font-medium">
        {label}
      </h4>
      <div
        ref={place}
        role="group"
        aria-labelledby={`${id}-label`}
        className={cx(
          'flex min-h-14 items-center gap-3 rounded-small border px-3 py-2',
          isOver ? 'border-accent bg-accent-subtle' : 'border-line-control/60',
          file === undefined && sending === null && 'border-dashed',
        )}
      >
        {sending !== null ? (
          <Sending {...sending} onStop={stop} />
        ) : file !== undefined ? (
          <Held file={file} isRemoving={isRemoving} onRemove={remove} />
        ) : (
          <span className="flex-1 text-ink-muted">{upload.empty}</span>
        )}
        {sending === null && (
          <Button
            icon={Upload}
            aria-label={file === undefined ? upload.chooseLabel(label) : `${upload.replaceFile}: ${label}`}
            onClick={() => input.current?.click()}
          >
            {file === undefined ? upload.choose : upload.replaceFile}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept={ACCEPTED}
          aria-label={label}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            target.value = '';
            if (chosen !== undefined) void put(chosen);
          }}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="flex items-start gap-1 text-meta text-danger-text">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
          {problem}
        </p>
      )}
      <p className="text-meta text-ink-faint">{help}</p>
    </section>
  );
}

function Sending({
  name,
  share,
  onStop,
}: {
  readonly name: string;
  readonly share: number;
  readonly onStop: () => void;
}) {
  const { upload } = useWords().billing.disputes;
  const { locale } = useUiEnvironment();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="shrink-0 text-meta text-ink-muted tabular-nums">{upload.share(percent)}</span>
        </span>
        <Progress
          label={upload.progress(name)}
          value={Math.round(share * 100)}
          valueText={upload.share(percent)}
          className="mt-1.5 w-full"
        />
      </span>
      <Button onClick={onStop}>{upload.cancel}</Button>
    </>
  );
}

interface HeldProps {
  readonly file: Evidence['files'][number];
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
}

function Held({ file: { name, type, bytes }, isRemoving, onRemove }: HeldProps) {
  const { upload } = useWords().billing.disputes;
  const { locale } = useUiEnvironment();
  const Icon = type === 'pdf' ? FileText : Image;
  return (
    <>
      <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium select-text">{name}</span>
        <span className="block text-meta text-ink-muted">
          {upload.fact(upload.types[type], sizeText(bytes, locale))}
        </span>
      </span>
      <IconButton label={upload.remove(name)} icon={X} disabled={isRemoving} onClick={onRemove} />
    </>
  );
}
