import {
  isDesktopChange,
  isNotice,
  isNoticeKeys,
  isNoticeText,
  isUnreadCount,
  type DesktopChange,
  type DesktopState,
  type Notice,
  type NoticeOutcome,
} from '#shared/desktop.ts';
import type { HubAddressProblem } from '#shared/hubAddress.ts';
import {
  isHubId,
  isThemeChoice,
  isWorkspaceChoice,
  type HubId,
  type HubProfile,
  type RememberOffer,
  type ThemeChoice,
  type WorkspaceChoice,
} from '#shared/native.ts';
import { REQUEST_CHANNELS } from '#electron/preload/channels.ts';
import { parseNothing, parseOne, parseTwo } from './ipcAdmission.ts';
import { handleRequest } from './validatedIpc.ts';

/** What the page can have done; each is one request of the preload. */
export interface NativeActions {
  /** The page has loaded and waits for its port. */
  pageReady(): void;
  restartServer(): Promise<void>;
  renewPort(): void;
  workspace(): WorkspaceChoice;
  chooseWorkspace(choice: WorkspaceChoice): void;
  hubs(): readonly HubProfile[];
  joinHub(address: string, name: string): HubAddressProblem | null;
  renameHub(id: HubId, name: string): void;
  removeHub(id: HubId): Promise<void>;
  openDemoPage(): Promise<boolean>;
  theme(): ThemeChoice;
  setTheme(theme: ThemeChoice): void;
  desktopState(): Promise<DesktopState>;
  changeDesktop(change: DesktopChange): Promise<DesktopState>;
  notify(notice: Notice): Promise<NoticeOutcome>;
  keepNotices(keys: readonly string[]): void;
  testNotice(text: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome>;
  setUnread(count: number): void;
  showWindow(): void;
  rememberOffer(): Promise<RememberOffer>;
  rememberSignIn(remember: boolean): void;
}

const LONGEST_TEXT = 300;

const isShortText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;

export function handleNativeRequests(actions: NativeActions): void {
  const channel = REQUEST_CHANNELS;
  handleRequest({ channel: channel.pageReady, parse: parseNothing }, () => {
    actions.pageReady();
  });
  handleRequest({ channel: channel.restartServer, parse: parseNothing }, () => actions.restartServer());
  handleRequest({ channel: channel.renewPort, parse: parseNothing }, () => {
    actions.renewPort();
  });
  handleRequest({ channel: channel.workspace, parse: parseNothing }, () => actions.workspace());
  handleRequest({ channel: channel.chooseWorkspace, parse: parseOne(isWorkspaceChoice) }, (choice) => {
    actions.chooseWorkspace(choice);
  });
  handleRequest({ channel: channel.hubs, parse: parseNothing }, () => actions.hubs());
  handleRequest({ channel: channel.joinHub, parse: parseTwo(isShortText, isShortText) }, ([address, name]) =>
    actions.joinHub(address, name),
  );
  handleRequest({ channel: channel.renameHub, parse: parseTwo(isHubId, isShortText) }, ([id, name]) => {
    actions.renameHub(id, name);
  });
  handleRequest({ channel: channel.removeHub, parse: parseOne(isHubId) }, (id) => actions.removeHub(id));
  handleRequest({ channel: channel.openDemoPage, parse: parseNothing }, () => actions.openDemoPage());
  handleRequest({ channel: channel.theme, parse: parseNothing }, () => actions.theme());
  handleRequest({ channel: channel.setTheme, parse: parseOne(isThemeChoice) }, (theme) => {
    actions.setTheme(theme);
  });
  handleRequest({ channel: channel.rememberOffer, parse: parseNothing }, () => actions.rememberOffer());
  const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
  handleRequest({ channel: channel.rememberSignIn, parse: parseOne(isBoolean) }, (remember) => {
    actions.rememberSignIn(remember);
  });
  handleDesktopRequests(actions);
}

function handleDesktopRequests(actions: NativeActions): void {
  const channel = REQUEST_CHANNELS;
  handleRequest({ channel: channel.desktopState, parse: parseNothing }, () => actions.desktopState());
  handleRequest({ channel: channel.changeDesktop, parse: parseOne(isDesktopChange) }, (change) =>
    actions.changeDesktop(change),
  );
  handleRequest({ channel: channel.notify, parse: parseOne(isNotice) }, (notice) => actions.notify(notice));
  handleRequest({ channel: channel.keepNotices, parse: parseOne(isNoticeKeys) }, (keys) => {
    actions.keepNotices(keys);
  });
  handleRequest({ channel: channel.testNotice, parse: parseOne(isNoticeText) }, (text) => actions.testNotice(text));
  handleRequest({ channel: channel.setUnread, parse: parseOne(isUnreadCount) }, (count) => {
    actions.setUnread(count);
  });
  handleRequest({ channel: channel.showWindow, parse: parseNothing }, () => {
    actions.showWindow();
  });
}
