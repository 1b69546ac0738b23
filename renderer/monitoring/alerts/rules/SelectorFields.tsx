import { useWords } from '#renderer/app/words/useWords.ts';
import { isHeard, labelOptions, metricNamed, type Metric } from '#renderer/monitoring/alerts/model/metrics.ts';
import { MetricField } from './MetricField.tsx';
import { PartsField } from './PartsField.tsx';
import type { FieldsProps } from './RuleFields.tsx';

interface SelectorFieldsProps extends FieldsProps {
  readonly metrics: readonly Metric[] | null;
  /** Which series: those that the condition is about, or the whole of which these are a part. */
  readonly of: 'metric' | 'whole';
  readonly label: string;
}

const WIDE = 'col-span-2 @2xl:col-span-1';

/** Which series a condition reads: a metric, and labels that they must have. */
export function SelectorFields({ draft, onChange, problems, metrics, of, label }: SelectorFieldsProps) {
  const { form, metrics: words } = useWords().monitoring.alerts;
  const labelsPart = of === 'metric' ? 'labels' : 'wholeLabels';
  const { [of]: name, [labelsPart]: labels } = draft;
  const isUnheard = isHeard(metrics, name) === true && isHeard(metrics, name, labels) === false;
  return (
    <>
      <MetricField
        label={label}
        value={name}
        metrics={metrics}
        error={problems.has('metric') ? form.problems.metric : null}
        className={WIDE}
        onChange={(next) => onChange({ [of]: next })}
      />
      <PartsField
        label={of === 'metric' ? form.labels : form.wholeLabels}
        help={form.labelsHelp}
        warning={isUnheard ? words.unheardLabels : null}
        error={problems.has('labels') ? form.problems.labels : null}
        value={labels}
        optionsFor={(typed) => labelOptions(metricNamed(metrics, name), labels, typed, words)}
        words={{ add: words.addLabel, search: words.searchLabel, nothing: words.noLabel }}
        className={WIDE}
        onChange={(next) => onChange({ [labelsPart]: next })}
      />
    </>
  );
}
