import { useWords } from '#renderer/app/words/useWords.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';

interface PositionChoiceProps {
  readonly value: 'start' | 'end';
  readonly onChange: (value: 'start' | 'end') => void;
}

/** At which side of the page the chat's button sits. */
export function PositionChoice({ value, onChange }: PositionChoiceProps) {
  const words = useWords().accounts.sites;
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="font-medium" aria-hidden>
        {words.position}
      </span>
      <Segmented
        label={words.position}
        value={value}
        segments={(['start', 'end'] as const).map((side) => ({ value: side, label: words.positions[side] }))}
        onValueChange={onChange}
      />
    </div>
  );
}
