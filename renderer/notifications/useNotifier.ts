import { useEffect, useMemo } from 'react';
import { useDeviceStorage, useNative, useSession } from '#renderer/app/context.ts';
import { createBrowserNotifier } from '#renderer/notifications/browser/browserNotifier.ts';
import { browserSurroundings } from '#renderer/notifications/browser/surroundings.ts';
import { desktopNotifier, type Notifier } from './notifier.ts';

/** The notifier of this window or tab, at work as long as the component is mounted. */
export function useNotifier(): Notifier {
  const desktop = useNative()?.desktop ?? null;
  const storage = useDeviceStorage();
  const { id } = useSession().account;
  const notifier = useMemo(
    () => (desktop === null ? createBrowserNotifier(browserSurroundings(id, storage)) : desktopNotifier(desktop)),
    [desktop, id, storage],
  );
  useEffect(() => notifier.start(), [notifier]);
  return notifier;
}
