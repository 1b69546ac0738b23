import { SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useNative, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { BrowserChoices } from '#renderer/notifications/browser/BrowserChoices.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { DesktopChoices } from './DesktopChoices.tsx';

/** What tells a person of what waits beside the console itself; where something cannot, a sentence says so. */
export function NotificationsSection() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  const { account } = useSession();
  return (
    <>
      <SectionHead title={words.title} description={desktop === null ? words.browser.description : words.description} />
      {!isGranted(account.roles, 'chat.write') && <Banner className="mb-3 rounded-small">{words.nothingWaits}</Banner>}
      {desktop === null ? <BrowserChoices /> : <DesktopChoices desktop={desktop} />}
    </>
  );
}
