import { useEffect, useMemo, useState } from 'react';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Choice } from '#renderer/notifications/Choice.tsx';
import { tellAbilityChanged } from '#renderer/notifications/notifier.ts';
import { TestRow } from '#renderer/notifications/TestRow.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { createNotices, type NoticeChoices } from '#shared/notifications/notices.ts';
import { askForAccess, readAccess, watchAccess, type NotificationAccess } from './access.ts';
import { changeChoices, readChoices } from './choices.ts';
import { browserNotices } from './surroundings.ts';

/** What this browser shows of the console beside its tabs. */
export function BrowserChoices() {
  const words = useWords().notifications;
  const storage = useDeviceStorage();
  const [access, setAccess] = useState(() => readAccess());
  useEffect(() => watchAccess(() => setAccess(readAccess())), []);
  const notices = useMemo(
    () => createNotices({ ...browserNotices(storage), onClick: () => window.focus() }),
    [storage],
  );
  const hasBadge = 'setAppBadge' in navigator;
  return (
    <Rows>
      {access === 'granted' ? <Granted /> : <NotGranted access={access} onAnswer={setAccess} />}
      <Row label={words.browser.count} help={hasBadge ? words.browser.countOnIcon : words.browser.countInTitle} />
      {access === 'granted' && (
        <TestRow send={notices.test} shown={words.browser.testShown} failures={words.browser.failures} />
      )}
    </Rows>
  );
}

function Granted() {
  const words = useWords().notifications;
  const storage = useDeviceStorage();
  const [choices, setChoices] = useState(() => readChoices(storage));
  const change = (wanted: Partial<NoticeChoices>): void => {
    setChoices(changeChoices(storage, wanted));
    tellAbilityChanged();
  };
  return (
    <>
      <Choice
        label={words.notifications}
        help={words.browser.notificationsHelp}
        checked={choices.notifications}
        onChange={(isOn) => change({ notifications: isOn })}
      />
      <Choice
        label={words.showsText}
        help={words.showsTextHelp}
        checked={choices.showsText}
        disabled={!choices.notifications}
        onChange={(isOn) => change({ showsText: isOn })}
      />
      <Choice
        label={words.sound}
        help={words.soundHelp}
        checked={choices.sound}
        disabled={!choices.notifications}
        onChange={(isOn) => change({ sound: isOn })}
      />
    </>
  );
}

interface NotGrantedProps {
  readonly access: Exclude<NotificationAccess, 'granted'>;
  readonly onAnswer: (access: NotificationAccess) => void;
}

/** Why there are none, and the question where the browser still takes one. */
function NotGranted({ access, onAnswer }: NotGrantedProps) {
  const words = useWords().notifications;
  const [isAsking, setIsAsking] = useState(false);

  async function ask(): Promise<void> {
    setIsAsking(true);
    try {
      const answer = await askForAccess();
      if (answer === 'unasked') showToast({ id: 'notice', title: words.browser.unanswered, tone: 'info' });
      onAnswer(answer);
      tellAbilityChanged();
    } finally {
      setIsAsking(false);
    }
  }

  return (
    <Row label={words.notifications} help={words.browser[access]}>
      {access === 'unasked' && (
        <Button variant="primary" busy={isAsking} onClick={() => void ask()}>
          {words.browser.ask}
        </Button>
      )}
    </Row>
  );
}
