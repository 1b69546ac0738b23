import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import { Toaster } from '#renderer/ui/Toast.tsx';
import { UiEnvironmentContext, useUiEnvironment, type UiEnvironment } from '#renderer/ui/environment.ts';
import type { Connection } from './connect.ts';
import { AppContext, NativeContext, StorageContext, type AppServices, type DeviceStorage } from './context.ts';
import { CommandsContext, type Command } from '#renderer/app/commands/commands.ts';
import { GateView } from '#renderer/app/gate/GateView.tsx';
import { createGate, type GateState } from '#renderer/app/gate/gate.ts';
import { Failsafe } from './Failsafe.tsx';
import { createQueryClient } from './queryClient.ts';
import { createRegistry } from './registry.ts';
import { ProfilesContext, useProfilesOf } from '#renderer/app/profiles/profiles.ts';
import { Routes } from './routes.tsx';
import { Shell } from '#renderer/app/shell/Shell.tsx';
import { ShortcutsContext, type Shortcut } from '#renderer/app/shortcuts/shortcuts.ts';
import { useShortcutKeys } from '#renderer/app/shortcuts/useShortcutKeys.ts';
import type { ThemeStore } from '#renderer/app/theme/theme.ts';
import { ThemeContext } from '#renderer/app/theme/useTheme.ts';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { useWords } from '#renderer/app/words/useWords.ts';

const Gallery = lazyPart(async () => (await import('#renderer/app/gallery/Gallery.tsx')).Gallery);

interface AppProps {
  readonly connection: Connection;
  readonly theme: ThemeStore;
  readonly storage: DeviceStorage;
  /** Locale and time zone of this computer; a workspace has its own. */
  readonly region: Pick<UiEnvironment, 'locale' | 'timeZone'>;
  readonly isMac: boolean;
}

/** The whole console: what every screen may reach, and the screens. */
export function App({ connection, theme, storage, region, isMac }: AppProps) {
  const { app } = useWords();
  const environment = useMemo<UiEnvironment>(
    () => ({ ...region, isMac, keyNames: app.keyNames, now: () => Date.now() }),
    [region, isMac, app],
  );
  const profiles = useProfilesOf(connection.native);
  return (
    <UiEnvironmentContext value={environment}>
      <NativeContext value={connection.native}>
        <ProfilesContext value={profiles}>
          <StorageContext value={storage}>
            <ThemeContext value={theme}>
              <TooltipProvider delayDuration={400} skipDelayDuration={200}>
                <Router hook={useHashLocation}>
                  <Failsafe isOutermost>
                    <Switch>
                      <Route path="/ui">
                        <Suspense>
                          <Gallery />
                        </Suspense>
                      </Route>
                      <Route>
                        <Gated connection={connection} />
                      </Route>
                    </Switch>
                  </Failsafe>
                  <Toaster label={app.notifications} />
                </Router>
              </TooltipProvider>
            </ThemeContext>
          </StorageContext>
        </ProfilesContext>
      </NativeContext>
    </UiEnvironmentContext>
  );
}

function Gated({ connection }: { readonly connection: Connection }) {
  const [gate] = useState(() => createGate(connection));
  useEffect(() => gate.start(), [gate]);
  return (
    <GateView
      connection={connection}
      gate={gate}
      inside={(state) => (
        <Inside key={`${state.session.workspace.id} ${state.session.account.id}`} state={state} signOut={gate.signOut}>
          <Shell>
            <Routes />
          </Shell>
        </Inside>
      )}
    />
  );
}

interface InsideProps {
  readonly state: Extract<GateState, { at: 'inside' }>;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
}

/** What belongs to one session and ends with it: the cache, the commands, the formats of the workspace. */
function Inside({ state, signOut, children }: InsideProps) {
  const { client, session } = state;
  const { app } = useWords();
  const [queryClient] = useState<QueryClient>(createQueryClient);
  const [commands] = useState(() => createRegistry<Command>());
  const [shortcuts] = useState(() => createRegistry<Shortcut>());
  const { isMac } = useUiEnvironment();
  useShortcutKeys(shortcuts, isMac);
  useEffect(
    () =>
      client.onLine((line) => {
        // What was read before the line was lost may be old, and what failed may succeed now.
        if (line.state === 'online') void queryClient.invalidateQueries();
      }),
    [client, queryClient],
  );
  const roles = session.account.roles.join();
  useEffect(() => {
    // What was refused may be allowed now, and the other way round.
    void queryClient.invalidateQueries();
  }, [roles, queryClient]);
  const services = useMemo<AppServices>(() => ({ client, session, signOut }), [client, session, signOut]);
  const { locale, timeZone } = session.workspace;
  const environment = useMemo<UiEnvironment>(
    () => ({ locale, timeZone, isMac, keyNames: app.keyNames, now: () => Date.now() }),
    [locale, timeZone, isMac, app],
  );
  return (
    <AppContext value={services}>
      <QueryClientProvider client={queryClient}>
        <CommandsContext value={commands}>
          <ShortcutsContext value={shortcuts}>
            <UiEnvironmentContext value={environment}>{children}</UiEnvironmentContext>
          </ShortcutsContext>
        </CommandsContext>
      </QueryClientProvider>
    </AppContext>
  );
}
