import { useCallback, useEffect, useState } from 'react';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { DesktopBridge, DesktopChange, DesktopState } from '#shared/desktop.ts';
import { Choice } from './Choice.tsx';
import { tellAbilityChanged } from './notifier.ts';
import { TestRow } from './TestRow.tsx';

interface DesktopChoicesProps {
  readonly desktop: DesktopBridge;
}

/** What the computer shows of the app beside its window. */
export function DesktopChoices({ desktop }: DesktopChoicesProps) {
  const words = useWords().notifications;
  const [state, setState] = useState<DesktopState | 'failed' | null>(null);
  useEffect(() => {
    desktop.state().then(setState, () => setState('failed'));
  }, [desktop]);

  const change = useCallback(
    (wanted: DesktopChange) => {
      desktop.change(wanted).then(
        (now) => {
          setState(now);
          tellAbilityChanged();
        },
        () => showToast({ title: words.changeFailed, tone: 'danger' }),
      );
    },
    [desktop, words],
  );

  if (state === 'failed') return <Banner tone="danger">{words.loadFailed}</Banner>;
  return (
    <Rows>
      {state === null ? (
        <SkeletonList label={words.loading} rows={5} rowHeight={52} avatar={false} />
      ) : (
        <>
          <Facts state={state} change={change} />
          <TestRow send={desktop.testNotice} shown={words.testShown} failures={words.failures} />
        </>
      )}
    </Rows>
  );
}

interface FactsProps {
  readonly state: DesktopState;
  readonly change: (wanted: DesktopChange) => void;
}

/** A choice where the computer leaves one; else a sentence in its place. */
function Facts({ state, change }: FactsProps) {
  const words = useWords().notifications;
  const { settings, notifications, hasTray, badge, launchesAtLogin } = state;
  return (
    <>
      {notifications.isSupported ? (
        <>
          <Choice
            label={words.notifications}
            help={words.notificationsHelp(notifications.shownBy)}
            checked={settings.notifications}
            onChange={(isOn) => change({ notifications: isOn })}
          />
          <Choice
            label={words.showsText}
            help={words.showsTextHelp}
            checked={settings.showsText}
            disabled={!settings.notifications}
            onChange={(isOn) => change({ showsText: isOn })}
          />
          <Choice
            label={words.sound}
            help={words.soundHelp}
            checked={settings.sound}
            disabled={!settings.notifications}
            onChange={(isOn) => change({ sound: isOn })}
          />
        </>
      ) : (
        <Row label={words.notifications} help={words.noNotifications} />
      )}
      {hasTray ? (
        <Choice
          label={words.closesToTray}
          help={words.closesToTrayHelp}
          checked={settings.closesToTray}
          onChange={(isOn) => change({ closesToTray: isOn })}
        />
      ) : (
        <Row label={words.closesToTray} help={words.noTray} />
      )}
      <Row label={words.badge} help={badge === null ? words.noBadge : words.badgeOn} />
      {launchesAtLogin === null ? (
        <Row label={words.launch} help={words.noLaunch} />
      ) : (
        <Choice
          label={words.launch}
          help={words.launchHelp}
          checked={launchesAtLogin}
          onChange={(isOn) => change({ launchesAtLogin: isOn })}
        />
      )}
    </>
  );
}
