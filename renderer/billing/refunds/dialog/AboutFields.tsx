import { useWords } from '#renderer/app/words/useWords.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';

/** Why, for colleagues, and what the customer is told. */
export interface About {
  readonly reason: Refund['reason'];
  readonly note: string;
  readonly words: string;
}

const REASONS = ['requested_by_customer', 'duplicate', 'fraudulent'] as const;
const NONE = 'none';
const MOST_LETTERS = 2_000;

interface AboutFieldsProps {
  readonly about: About;
  /** Whether there is a conversation in which the customer reads. */
  readonly hasCustomer: boolean;
  readonly isFixed: boolean;
  readonly onChange: (changes: Partial<About>) => void;
}

export function AboutFields({ about, hasCustomer, isFixed, onChange }: AboutFieldsProps) {
  const { dialog: words, reasons } = useWords().billing.refunds;
  const options = [
    { value: NONE, label: words.noReason },
    ...REASONS.map((value) => ({ value, label: reasons[value] })),
  ];
  return (
    <>
      <Field label={words.reason} {...(about.reason === 'fraudulent' ? { help: words.fraudHelp } : {})}>
        {(wiring) => (
          <Select
            {...wiring}
            value={about.reason ?? NONE}
            disabled={isFixed}
            options={options}
            onValueChange={(next) => onChange({ reason: REASONS.find((one) => one === next) ?? null })}
          />
        )}
      </Field>
      <Field label={words.note} hint={words.optional}>
        {(wiring) => (
          <TextArea
            {...wiring}
            minimumRows={1}
            maximumRows={5}
            maxLength={MOST_LETTERS}
            value={about.note}
            readOnly={isFixed}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Field>
      {hasCustomer && (
        <Field label={words.words} hint={words.optional} help={words.wordsHelp}>
          {(wiring) => (
            <TextArea
              {...wiring}
              minimumRows={2}
              maximumRows={6}
              maxLength={MOST_LETTERS}
              value={about.words}
              readOnly={isFixed}
              onChange={({ target }) => onChange({ words: target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
