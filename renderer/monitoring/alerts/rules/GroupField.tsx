import { useWords } from '#renderer/app/words/useWords.ts';
import { groupOptions, metricNamed, partsOf, type Metric } from '#renderer/monitoring/alerts/model/metrics.ts';
import { PartsField } from './PartsField.tsx';
import type { FieldsProps } from './RuleFields.tsx';

interface GroupFieldProps extends FieldsProps {
  readonly metrics: readonly Metric[] | null;
  /** The names of those that the condition reads. */
  readonly names: readonly string[];
}

/** By which labels a rule has an alert for each. */
export function GroupField({ draft, onChange, problems, metrics, names }: GroupFieldProps) {
  const { form, metrics: words } = useWords().monitoring.alerts;
  const read = names.map((name) => metricNamed(metrics, name)).filter((metric) => metric !== undefined);
  const chosen = partsOf(draft.groupBy);
  const unheard =
    read.length === 0 ? undefined : chosen.find((label) => !read.some(({ labels }) => labels.includes(label)));
  return (
    <PartsField
      label={form.groupBy}
      help={form.groupByHelp}
      warning={unheard === undefined ? null : words.unheardGroup(unheard)}
      error={problems.has('group') ? form.problems.group : null}
      value={draft.groupBy}
      optionsFor={(typed) => groupOptions(read, chosen, typed, words)}
      words={{ add: words.addGroup, search: words.searchGroup, nothing: words.noGroup }}
      className="col-span-2"
      onChange={(groupBy) => onChange({ groupBy })}
    />
  );
}
