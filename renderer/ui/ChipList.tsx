import { X } from 'lucide-react';
import { IconButton } from './IconButton.tsx';

interface ChipListProps {
  readonly chips: readonly { readonly value: string; readonly label: string }[];
  /** Names the button that takes one off. */
  readonly dropLabel: (label: string) => string;
  readonly onDrop: (value: string) => void;
}

/** What was chosen of many, each with a button that takes it off. */
export function ChipList({ chips, dropLabel, onDrop }: ChipListProps) {
  return (
    <ul className="flex w-full flex-wrap gap-2">
      {chips.map(({ value, label }) => (
        <li
          key={value}
          className="flex max-w-full items-center gap-1 rounded-full border border-line bg-raised ps-2.5 pe-0.5"
        >
          <span className="truncate">{label}</span>
          <IconButton label={dropLabel(label)} icon={X} onClick={() => onDrop(value)} />
        </li>
      ))}
    </ul>
  );
}
