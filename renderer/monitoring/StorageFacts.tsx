import type { OutputOf } from '#shared/contract.ts';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { formatBytes } from './formatBytes.ts';
import { useStorage } from './useStorage.ts';

type State = OutputOf<'monitoring.storage'>;

const TONES: Readonly<Record<State['state'], Tone>> = {
  roomy: 'success',
  low: 'warning',
  full: 'danger',
  failing: 'danger',
  gone: 'danger',
};

/** How large the database is, how much room its disk has, and what housekeeping did. Nothing until that is known. `isFirst`: it is the first part of its page. */
export function StorageFacts({ isFirst = false }: { readonly isFirst?: boolean }) {
  const Title = isFirst ? 'h2' : 'h3';
  const { errors, monitoring } = useWords();
  const words = monitoring.storage;
  const { locale } = useUiEnvironment();
  const { data } = useStorage();
  if (data === undefined) return null;
  const { state, refusal, diskFreeBytes, databaseBytes, unusedBytes, givesBack, lastCompaction, isCompacting } = data;
  const size = (bytes: number): string => formatBytes(bytes, locale);
  return (
    <section aria-label={words.title}>
      <Title className={cx('mb-3 text-title font-semibold', !isFirst && 'mt-8')}>{words.title}</Title>
      {refusal !== null && (
        <Banner tone="danger" className="mb-3">
          {errors.reasons[refusal.reason] ?? refusal.message}
        </Banner>
      )}
      <Rows>
        <Row label={words.disk} help={words.diskHelp(size(data.lowBytes), size(data.fullBytes))}>
          <span className="text-meta text-ink-muted tabular-nums">{words.free(size(diskFreeBytes))}</span>
          <Badge tone={TONES[state]}>{words.states[state]}</Badge>
        </Row>
        <Row label={words.database} help={givesBack ? words.unused(size(unusedBytes)) : words.keeps(size(unusedBytes))}>
          <span className="text-meta text-ink-muted tabular-nums">{size(databaseBytes)}</span>
        </Row>
        <Row label={words.compaction} help={words.compactionHelp}>
          <span className="text-meta text-ink-muted tabular-nums">
            {isCompacting ? (
              words.compacting
            ) : lastCompaction === null ? (
              words.neverNeeded
            ) : (
              <>
                {size(lastCompaction.bytes)} · <RelativeTime at={lastCompaction.at} />
              </>
            )}
          </span>
        </Row>
      </Rows>
    </section>
  );
}
