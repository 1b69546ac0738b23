import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { isHeard, metricNamed, metricOptions, type Metric } from '#renderer/monitoring/alerts/model/metrics.ts';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Unheard } from './Unheard.tsx';

interface MetricFieldProps {
  readonly label: string;
  readonly value: string;
  readonly metrics: readonly Metric[] | null;
  readonly error: string | null;
  readonly className?: string;
  readonly onChange: (name: string) => void;
}

/** One of the metrics that this server has, or one that has not come yet. */
export function MetricField({ label, value, metrics, error, className, onChange }: MetricFieldProps) {
  const { form, metrics: words } = useWords().monitoring.alerts;
  const [typed, setTyped] = useState('');
  const help =
    isHeard(metrics, value) === false ? (
      <Unheard>{words.unheardMetric}</Unheard>
    ) : (
      (metricNamed(metrics, value)?.help ?? form.metricHelp)
    );
  return (
    <Field label={label} help={help} error={error} {...(className === undefined ? {} : { className })}>
      {(wiring) => (
        <Combobox
          {...wiring}
          value={value}
          options={metricOptions(metrics, typed, words)}
          onSearch={setTyped}
          onValueChange={onChange}
          label={label}
          placeholder={words.choose}
          searchPlaceholder={words.search}
          nothingFound={words.nothing}
          className="w-full"
        />
      )}
    </Field>
  );
}
