import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useClient, useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { readAccess, watchAccess } from '#renderer/notifications/browser/access.ts';
import { deviceIdOf } from '#renderer/notifications/deviceId.ts';
import { usePreferences } from '#renderer/notifications/settings/usePreferences.ts';
import { NOTIFICATIONS } from '#renderer/notifications/useNotifications.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { pushBrowser, subscribe, unsubscribe } from './subscription.ts';

/** Push messages in this browser: told also when no tab of the console is open. Where it cannot be, a sentence says why. */
export function PushPart() {
  const words = useWords();
  const { push } = words.notifications;
  const client = useClient();
  const queries = useQueryClient();
  const storage = useDeviceStorage();
  const { id: accountId } = useSession().account;
  const deviceId = deviceIdOf(storage, accountId);
  const browser = useMemo(() => pushBrowser(), []);
  const [access, setAccess] = useState(() => readAccess());
  useEffect(() => watchAccess(() => setAccess(readAccess())), []);
  const { data: key } = useQuery({
    queryKey: [...NOTIFICATIONS, 'pushKey'],
    queryFn: () => client.call('notifications.pushKey', {}),
  });
  const isOn = usePreferences().data?.devices.some(({ id, hasPush }) => id === deviceId && hasPush) ?? false;
  const change = useMutation({
    mutationFn: async () => {
      const publicKey = key?.key ?? null;
      if (browser === null || publicKey === null) return;
      await (isOn ? unsubscribe(browser, client, deviceId) : subscribe(browser, client, deviceId, publicKey));
    },
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: push.failed,
        description: wordsForError(error, words).message,
        id: 'notifications',
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: NOTIFICATIONS }),
  });

  const hindered =
    browser === null
      ? push.unsupported
      : key?.key === null
        ? push.noKey
        : access === 'granted'
          ? null
          : push.notGranted;
  return (
    <div className="mt-3">
      <Rows>
        <Row label={push.title} help={hindered ?? push.help}>
          {hindered === null && (
            <Button busy={change.isPending} disabled={key === undefined} onClick={() => change.mutate()}>
              {isOn ? push.off : push.on}
            </Button>
          )}
        </Row>
      </Rows>
    </div>
  );
}
