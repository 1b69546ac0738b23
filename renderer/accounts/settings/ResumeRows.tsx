import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { Row } from './SettingsPart.tsx';

/** How lines came back since the server started, for admins. Nothing until the server has answered. */
export function ResumeRows() {
  const words = useWords().accounts.settings.about.resumes;
  const client = useClient();
  const { locale } = useUiEnvironment();
  const { data } = useQuery({ queryKey: ['feed.status'], queryFn: () => client.call('feed.status', {}) });
  if (data === undefined) return null;
  const format = new Intl.NumberFormat(locale);
  return (
    <>
      <Row label={words.since}>
        <ExactTime at={data.since} />
      </Row>
      {data.resumes.length === 0 && <Row label={words.title}>{words.none}</Row>}
      {data.resumes.map(({ carrier, lossless, snapshot }) => (
        <Row key={carrier} label={words.over(carrier)} help={words.help}>
          <span className="tabular-nums">{words.counts(format.format(lossless), format.format(snapshot))}</span>
        </Row>
      ))}
    </>
  );
}
