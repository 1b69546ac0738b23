import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { NativeBridge } from '#shared/native.ts';
import { ownRegion } from '#renderer/accounts/setUp/regions.ts';
import { createMessagePortClient } from '#renderer/client/messagePort.ts';
import { desktopWakeUps } from '#renderer/client/wakeUps.ts';
import { App } from './App.tsx';
import './app.css';
import { connectBrowser, connectDesktop, type Connection } from './connect.ts';
import { createDeviceStorage } from './deviceStorage.ts';
import { createThemeStore } from '#renderer/app/theme/theme.ts';

declare global {
  interface Window {
    /** Put there by the desktop window's preload. */
    readonly optimaliq?: NativeBridge;
  }
}

const native = window.optimaliq ?? null;
const storage = createDeviceStorage(() => window.localStorage);
const theme = createThemeStore({
  storage,
  native,
  systemIsDark: window.matchMedia('(prefers-color-scheme: dark)'),
  apply: (shown) => {
    document.documentElement.dataset['theme'] = shown;
  },
});

function connect(): Connection {
  // At once: the port comes as soon as the page has loaded.
  if (native !== null) {
    const wakeUps = desktopWakeUps(native.desktop);
    return connectDesktop(createMessagePortClient({ supervision: native, wakeUps }), native);
  }
  return connectBrowser(
    async () => {
      const { createSocketIoClient } = await import('#renderer/client/socketIo.ts');
      return createSocketIoClient({ url: '', namespace: '/console' });
    },
    (...request) => fetch(...request),
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App
      connection={connect()}
      theme={theme}
      storage={storage}
      region={ownRegion()}
      isMac={native === null ? navigator.platform.startsWith('Mac') : native.platform === 'darwin'}
    />
  </StrictMode>,
);
