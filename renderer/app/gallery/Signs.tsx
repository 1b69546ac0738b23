import { Check, Clock } from 'lucide-react';
import { ModeBadge } from '#renderer/billing/connection/ModeBadge.tsx';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Badge, CountBadge, type Tone } from '#renderer/ui/Badge.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { Duration, ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { Spinner } from '#renderer/ui/Spinner.tsx';
import { Exhibit } from './Exhibit.tsx';
import { galleryWords as words } from './words.ts';

const TONES: readonly Tone[] = ['neutral', 'accent', 'success', 'warning', 'danger', 'info'];
const MINUTE = 60_000;
const AGO = [0, 4, 90, 17 * 60, 3 * 24 * 60, 40 * 24 * 60, 500 * 24 * 60].map((minutes) => minutes * MINUTE);

export function Signs() {
  const { now } = useUiEnvironment();
  const at = now();
  return (
    <>
      <Exhibit title="Badge, CountBadge">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone} icon={tone === 'success' ? Check : Clock}>
            {tone}
          </Badge>
        ))}
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone} look="solid">
            {tone}
          </Badge>
        ))}
        {(['demo', 'test', 'live'] as const).map((mode) => (
          <ModeBadge key={mode} mode={mode} />
        ))}
        <CountBadge count="3" label="3 unread" />
        <CountBadge count="99+" label="more than 99 unread" tone="danger" />
      </Exhibit>
      <Exhibit title="Avatar">
        {words.people.map((name) => (
          <Avatar key={name} name={name} size="large" />
        ))}
        {words.people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
        <Avatar name={null} seed="somebody" />
        <Avatar name="Ada Park" size="small" />
      </Exhibit>
      <Exhibit title="RelativeTime, ExactTime, Duration">
        {AGO.map((ago) => (
          <RelativeTime key={ago} at={at - ago} className="text-ink-muted" />
        ))}
        <ExactTime at={at} />
        <Duration milliseconds={200_000} />
        <Duration milliseconds={93_600_000} />
      </Exhibit>
      <Exhibit title="Kbd">
        <Kbd keys="mod+k" />
        <Kbd keys="g i" />
        <Kbd keys="shift+enter" />
        <Kbd keys="arrowup" />
        <Kbd keys="escape" />
      </Exhibit>
      <Exhibit title="Spinner, Progress">
        <Spinner label={words.loading} />
        <Progress label={words.loading} value={40} className="w-48" />
        <Progress label={words.loading} value={null} className="w-48" />
      </Exhibit>
      <Exhibit title="Banner" className="flex flex-col gap-2">
        {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
          <Banner key={tone} tone={tone} action={<Button>{words.retry}</Button>}>
            {words.stale}
          </Banner>
        ))}
      </Exhibit>
    </>
  );
}
