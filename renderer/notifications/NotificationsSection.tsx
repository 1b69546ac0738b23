import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { DesktopBridge, DesktopChange, DesktopState } from '#shared/desktop.ts';

/** What the computer shows of the app beside its window; where it cannot, a sentence says so. */
export function NotificationsSection() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      {desktop === null ? <p className="text-ink-muted">{words.browser}</p> : <DesktopChoices desktop={desktop} />}
    </>
  );
}

function DesktopChoices({ desktop }: { readonly desktop: DesktopBridge }) {
  const words = useWords().notifications;
  const [state, setState] = useState<DesktopState | 'failed' | null>(null);
  useEffect(() => {
    desktop.state().then(setState, () => setState('failed'));
  }, [desktop]);

  const change = useCallback(
    (wanted: DesktopChange) => {
      desktop.change(wanted).then(setState, () => showToast({ title: words.changeFailed, tone: 'danger' }));
    },
    [desktop, words],
  );
  const test = (): void => {
    desktop.testNotice({ title: words.testTitle, body: words.testBody }).then(
      (told) => {
        if (told.outcome === 'failed')
          showToast({ title: words.failed, description: words.failures[told.reason], tone: 'warning' });
        else showToast({ title: words.testShown, tone: 'success' });
      },
      () => showToast({ title: words.failed, tone: 'danger' }),
    );
  };

  if (state === null) return <p className="text-ink-muted">{words.loading}</p>;
  if (state === 'failed') return <p className="text-danger-text">{words.loadFailed}</p>;
  const { settings, notifications, hasTray, badge, launchesAtLogin } = state;
  return (
    <div className="flex flex-col gap-5">
      {notifications.isSupported ? (
        <>
          <Checkbox
            label={words.notifications}
            help={words.notificationsHelp(notifications.shownBy)}
            checked={settings.notifications}
            onChange={(isOn) => change({ notifications: isOn })}
          />
          <Checkbox
            label={words.showsText}
            help={words.showsTextHelp}
            checked={settings.showsText}
            disabled={!settings.notifications}
            onChange={(isOn) => change({ showsText: isOn })}
          />
        </>
      ) : (
        <Cannot label={words.notifications}>{words.noNotifications}</Cannot>
      )}
      {hasTray ? (
        <Checkbox
          label={words.closesToTray}
          help={words.closesToTrayHelp}
          checked={settings.closesToTray}
          onChange={(isOn) => change({ closesToTray: isOn })}
        />
      ) : (
        <Cannot label={words.closesToTray}>{words.noTray}</Cannot>
      )}
      <Cannot label={words.badge}>{badge === null ? words.noBadge : words.badgeOn}</Cannot>
      {launchesAtLogin === null ? (
        <Cannot label={words.launch}>{words.noLaunch}</Cannot>
      ) : (
        <Checkbox
          label={words.launch}
          help={words.launchHelp}
          checked={launchesAtLogin}
          onChange={(isOn) => change({ launchesAtLogin: isOn })}
        />
      )}
      <div>
        <Button onClick={test}>{words.test}</Button>
      </div>
    </div>
  );
}

/** A thing that is as it is here, and why. */
function Cannot({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <div className="font-medium">{label}</div>
      <p className="text-meta text-ink-faint">{children}</p>
    </div>
  );
}
