import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { partsOf, textOf } from '#renderer/monitoring/alerts/model/metrics.ts';
import { ChipList } from '#renderer/ui/ChipList.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import type { SelectOption } from '#renderer/ui/Select.tsx';
import { Unheard } from './Unheard.tsx';

interface PartsFieldProps {
  readonly label: string;
  readonly help: string;
  /** What has not come yet, in words. */
  readonly warning: string | null;
  readonly error: string | null;
  /** With commas between. */
  readonly value: string;
  /** What can be added, for what is typed. */
  readonly optionsFor: (typed: string) => readonly SelectOption[];
  readonly words: { readonly add: string; readonly search: string; readonly nothing: string };
  readonly className?: string;
  readonly onChange: (text: string) => void;
}

/** Several of what series have, added one by one. */
export function PartsField({
  label,
  help,
  warning,
  error,
  value,
  optionsFor,
  words,
  className,
  onChange,
}: PartsFieldProps) {
  const { dropLabel } = useWords().monitoring.alerts.metrics;
  const [typed, setTyped] = useState('');
  const parts = partsOf(value);
  // What it means that nothing is chosen is of no use once something is.
  const under = warning !== null ? <Unheard>{warning}</Unheard> : parts.length === 0 ? help : null;
  return (
    <Field
      label={label}
      {...(under === null ? {} : { help: under })}
      error={error}
      {...(className === undefined ? {} : { className })}
    >
      {(wiring) => (
        <>
          <Combobox
            {...wiring}
            value=""
            options={optionsFor(typed)}
            onSearch={setTyped}
            onValueChange={(part) => onChange(textOf([...parts, part]))}
            label={label}
            placeholder={words.add}
            searchPlaceholder={words.search}
            nothingFound={words.nothing}
            className="w-full"
          />
          {parts.length > 0 && (
            <ChipList
              chips={parts.map((part) => ({ value: part, label: part }))}
              dropLabel={dropLabel}
              onDrop={(part) => {
                onChange(textOf(parts.filter((one) => one !== part)));
                // The button that had the keyboard is gone.
                document.getElementById(wiring.id)?.focus();
              }}
            />
          )}
        </>
      )}
    </Field>
  );
}
