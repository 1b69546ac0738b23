import { useState } from 'react';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { VirtualList, type RowState } from '#renderer/ui/VirtualList.tsx';
import { Exhibit } from './Exhibit.tsx';
import { galleryWords as words } from './words.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly preview: string;
}

const PEOPLE: readonly Person[] = Array.from({ length: 2_000 }, (_, index) => ({
  id: `person-${index}`,
  name: `${words.people[index % words.people.length] ?? ''} ${index + 1}`,
  preview: words.previews[index % words.previews.length] ?? '',
}));

export function Lists() {
  const storage = useDeviceStorage();
  const [chosen, setChosen] = useState<string | null>(PEOPLE[1]?.id ?? null);
  return (
    <Exhibit title="SplitPane, VirtualList of 2,000" className="flex h-96">
      <SplitPane
        id="optimaliq.gallery"
        storage={storage}
        handleLabel={(pane) => words.handle(words.panes[pane] ?? pane)}
        panes={[
          {
            id: 'list',
            size: 320,
            minimum: 240,
            maximum: 480,
            content: (
              <VirtualList
                items={PEOPLE}
                keyOf={(person) => person.id}
                label={words.conversations}
                rowHeight={52}
                selectedKey={chosen}
                onSelect={(person) => setChosen(person.id)}
                renderRow={(person, state) => <PersonRow person={person} state={state} />}
              />
            ),
          },
          { id: 'work', content: <p className="p-4 text-ink-muted">{chosen}</p> },
        ]}
      />
    </Exhibit>
  );
}

function PersonRow({ person, state }: { readonly person: Person; readonly state: RowState }) {
  return (
    <div
      className={cx(
        'flex h-13 items-center gap-3 px-3',
        state.selected && 'bg-accent-subtle',
        state.active && 'outline-2 -outline-offset-2 outline-focus',
      )}
    >
      <Avatar name={person.name} seed={person.id} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{person.name}</span>
        <span className="block truncate text-ink-muted">{person.preview}</span>
      </span>
    </div>
  );
}
