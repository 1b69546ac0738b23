import { Clock, TriangleAlert } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { HOUR, longDuration, urgencyOf, URGENCY_TONES } from '#renderer/billing/disputes/model/deadline.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { exactTime } from '#renderer/ui/time.ts';
import { useNow } from '#renderer/ui/useNow.ts';

/** The time that moves: by the half minute, within the last hour by the second. */
function useMovingNow(until: number): number {
  const coarse = useNow(30_000);
  const left = until - coarse;
  const fine = useNow(left > 0 && left < HOUR ? 1_000 : null);
  return Math.max(coarse, fine);
}

/** How long there is to answer, in words and by colour. */
export function Deadline({ dueAt }: { readonly dueAt: number | null }) {
  const { clock } = useWords().billing.disputes;
  const { locale, timeZone } = useUiEnvironment();
  const now = useMovingNow(dueAt ?? 0);
  if (dueAt === null) return <Badge icon={Clock}>{clock.none}</Badge>;
  const urgency = urgencyOf(dueAt, now);
  const left = longDuration(dueAt - now, locale);
  const text = urgency === 'past' ? clock.past : left === '' ? clock.soon : clock.left(left);
  return (
    <span title={clock.due(exactTime(dueAt, locale, timeZone))}>
      <Badge
        tone={URGENCY_TONES[urgency]}
        icon={urgency === 'later' ? Clock : TriangleAlert}
        look={urgency === 'past' ? 'solid' : 'subtle'}
      >
        {text}
      </Badge>
    </span>
  );
}
