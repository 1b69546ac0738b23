import { memo, type ReactNode } from 'react';
import type { GroupPlace } from '#renderer/chat/model/threadRows.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

export interface BubbleProps {
  readonly side: 'customer' | 'team';
  readonly body: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly group: GroupPlace;
  /** Who wrote it, read aloud; shown above the group when `showsName`. */
  readonly author: string;
  readonly showsName: boolean;
  /** For the picture: the name as given, null for none, and what its colour comes from. */
  readonly avatarName: string | null;
  readonly avatarSeed: string;
  readonly isFaded?: boolean;
  /** Shown after the time under the last bubble of a group. */
  readonly state?: ReactNode;
}

/** One message. The customer stands at the start, the team at the end; several in a row share one picture, name and time. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { side, body, at, group, author, showsName, avatarName, avatarSeed, isFaded = false, state } = props;
  const isTeam = side === 'team';
  return (
    <div
      className={cx('flex items-end gap-2', isTeam ? 'justify-end ps-12' : 'pe-12', group.first ? 'pt-3' : 'pt-0.5')}
    >
      {!isTeam && (
        <span className="w-7 shrink-0">
          {group.last && <Avatar name={avatarName} seed={avatarSeed} className="mb-5" />}
        </span>
      )}
      <div className={cx('flex max-w-[min(36rem,100%)] min-w-0 flex-col', isTeam ? 'items-end' : 'items-start')}>
        {group.first && showsName ? (
          <span className="mb-1 px-1 text-meta text-ink-muted">{author}</span>
        ) : (
          <span className="sr-only">{author}</span>
        )}
        <div
          className={cx(
            'max-w-full rounded-large border px-3 py-1.5 wrap-anywhere whitespace-pre-wrap select-text',
            isTeam ? 'border-transparent bg-accent-subtle' : 'border-line bg-sunken',
            isFaded && 'opacity-70',
            !group.first && (isTeam ? 'rounded-se-[4px]' : 'rounded-ss-[4px]'),
            !group.last && (isTeam ? 'rounded-ee-[4px]' : 'rounded-es-[4px]'),
          )}
        >
          {body}
        </div>
        {group.last && (
          <span className="mt-1 flex h-4 items-center gap-1.5 px-1 text-meta text-ink-faint tabular-nums">
            <ExactTime at={at} />
            {state}
          </span>
        )}
      </div>
    </div>
  );
});
