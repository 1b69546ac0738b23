import { Avatar } from './Avatar.tsx';
import { useSurroundings } from './context.ts';
import { MessageText } from './MessageText.tsx';
import { MessageProgress } from './MessageProgress.tsx';
import type { Row } from './rows.ts';

export interface GroupProps {
  readonly group: Extract<Row, { type: 'group' }>;
  /** Id of the bubble that says how far it has got. */
  readonly tellsProgress: string | null;
}

/** What one author said in a row. */
export function Group({ group, tellsProgress }: GroupProps) {
  const { words, formats } = useSurroundings();
  const name = group.own ? words.you : (group.name ?? words.team);
  return (
    <div class={`group ${group.own ? 'own' : 'theirs'}`}>
      {group.own ? null : <Avatar name={name} />}
      <div class="bubbles">
        <p class={group.own ? 'unseen' : 'author'}>{name}</p>
        {group.bubbles.map((bubble) => (
          <div key={bubble.id} class="line">
            <p class={`bubble ${bubble.progress === 'failed' ? 'failed' : ''}`} dir="auto">
              <MessageText body={bubble.body} />
            </p>
            {bubble.progress === null ? null : (
              <MessageProgress
                id={bubble.id}
                progress={bubble.progress}
                isLast={bubble.id === tellsProgress}
                at={group.at}
              />
            )}
          </div>
        ))}
        {group.own ? null : (
          <time class="meta" dateTime={formats.iso(group.at)} title={formats.exact(group.at)}>
            {formats.time(group.at)}
          </time>
        )}
      </div>
    </div>
  );
}
