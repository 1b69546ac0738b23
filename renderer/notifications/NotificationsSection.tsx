import { SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { BrowserChoices } from '#renderer/notifications/browser/BrowserChoices.tsx';
import { DesktopChoices } from './DesktopChoices.tsx';

/** What tells a person of what waits beside the console itself; where something cannot, a sentence says so. */
export function NotificationsSection() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  return (
    <>
      <SectionHead title={words.title} description={desktop === null ? words.browser.description : words.description} />
      {desktop === null ? <BrowserChoices /> : <DesktopChoices desktop={desktop} />}
    </>
  );
}
