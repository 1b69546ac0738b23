import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';

interface NamedFilterProps {
  readonly label: string;
  readonly help: string;
  /** What is said of any, of none, of the search, and where nothing is found. */
  readonly texts: readonly [any: string, none: string, search: string, nothing: string];
  readonly all: readonly string[];
  /** Null: those that have none. */
  readonly chosen: string | null | undefined;
  readonly onChange: (chosen: string | null | undefined) => void;
}

const EVERY = '*';
const NONE = '-';

/** What occurs, and what is chosen. */
export const withChosen = (all: readonly string[], chosen: string | null | undefined): readonly string[] =>
  typeof chosen !== 'string' || all.includes(chosen) ? all : [...all, chosen];

/** One of many names, any of which may occur: so each is told by its place. */
export function NamedFilter({ label, help, texts, all, chosen, onChange }: NamedFilterProps) {
  const [any, none, search, nothing] = texts;
  const names = withChosen(all, chosen);
  return (
    <Field label={label} help={help}>
      {(wiring) => (
        <Combobox
          {...wiring}
          label={label}
          searchPlaceholder={search}
          nothingFound={nothing}
          value={chosen === undefined ? EVERY : chosen === null ? NONE : String(names.indexOf(chosen))}
          options={[
            { value: EVERY, label: any },
            { value: NONE, label: none },
            ...names.map((name, place) => ({ value: String(place), label: name })),
          ]}
          onValueChange={(value) =>
            onChange(value === EVERY ? undefined : value === NONE ? null : names[Number(value)])
          }
        />
      )}
    </Field>
  );
}
