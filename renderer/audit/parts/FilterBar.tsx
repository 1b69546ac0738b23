import { X } from 'lucide-react';
import type { Ref } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EVERY, useFilterChoices } from '#renderer/audit/hooks/useFilterChoices.ts';
import { isFiltered, NO_FILTERS, placeOf, type JournalFilters } from '#renderer/audit/model/place.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { TimeFields } from './TimeFields.tsx';

interface FilterBarProps {
  readonly filters: JournalFilters;
  readonly onChange: (filters: JournalFilters) => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** Which entries are shown: whose deeds, about what, and when. */
export function FilterBar({ filters, onChange, ref }: FilterBarProps) {
  const words = useWords().audit.filters;
  const { persons, subjects, chosenSubject } = useFilterChoices(filters);
  return (
    <div
      ref={ref}
      role="group"
      aria-label={words.label}
      className="flex shrink-0 flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-5 py-3"
    >
      <Field label={words.person} className="w-40">
        {(wiring) => (
          <Combobox
            {...wiring}
            label={words.person}
            value={filters.personId ?? EVERY}
            options={persons}
            searchPlaceholder={words.searchPerson}
            nothingFound={words.nothingFound}
            onValueChange={(id) => onChange({ ...filters, personId: id === EVERY ? null : id })}
          />
        )}
      </Field>
      <Field label={words.subject} className="w-40">
        {(wiring) => (
          <Combobox
            {...wiring}
            label={words.subject}
            value={chosenSubject}
            options={subjects}
            searchPlaceholder={words.searchSubject}
            nothingFound={words.nothingFound}
            onValueChange={(chosen) => onChange({ ...filters, subject: placeOf(`about=${chosen}`).filters.subject })}
          />
        )}
      </Field>
      <TimeFields time={filters.time} onChange={(time) => onChange({ ...filters, time })} />
      {isFiltered(filters) && (
        <Button variant="ghost" size="medium" icon={X} className="mt-5.5" onClick={() => onChange(NO_FILTERS)}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}
