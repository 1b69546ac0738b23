import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { BrowserChoices } from '#renderer/notifications/browser/BrowserChoices.tsx';
import { PushPart } from '#renderer/notifications/push/PushPart.tsx';
import { ChoicesPart } from '#renderer/notifications/settings/ChoicesPart.tsx';
import { QuietPart } from '#renderer/notifications/settings/QuietPart.tsx';
import { TrialPart } from '#renderer/notifications/settings/TrialPart.tsx';
import { usePreferenceActions, usePreferences } from '#renderer/notifications/settings/usePreferences.ts';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { DesktopChoices } from './DesktopChoices.tsx';

/** How one is told of what needs one: on this device, by each channel, and when not. */
export function NotificationsSection() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  return (
    <>
      <SectionHead title={words.title} description={desktop === null ? words.browser.description : words.description} />
      <h3 className="mb-3 text-title font-semibold">{desktop === null ? words.browser.here : words.here}</h3>
      {desktop === null ? <BrowserChoices /> : <DesktopChoices desktop={desktop} />}
      {desktop === null && <PushPart />}
      <TrialPart />
      <Everywhere />
    </>
  );
}

/** What holds wherever one is signed in. */
function Everywhere() {
  const { app, notifications: words } = useWords();
  const query = usePreferences();
  const { choose, setQuietHours } = usePreferenceActions();
  const { data } = query;
  if (data === undefined)
    return (
      <div className="mt-8">
        {query.isError ? (
          <QueryError title={words.choices.loadFailed} query={query} />
        ) : (
          <Rows>
            <SkeletonList label={app.loading} rows={6} rowHeight={41} avatar={false} />
          </Rows>
        )}
      </div>
    );
  return (
    <>
      <ChoicesPart preferences={data} choose={choose} />
      <QuietPart quietHours={data.quietHours} setQuietHours={setQuietHours} />
    </>
  );
}
