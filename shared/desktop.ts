/** What the person at this window needs to know, as the operating system shall show it. Plain text, both lines. */
export interface Notice {
  /** Its place: a later one of the same takes it. */
  readonly key: string;
  /** Of the deliveries that it is, each unlike any other server's: by them it is never shown twice. */
  readonly ids: readonly string[];
  readonly title: string;
  readonly body: string;
  /** What its one button says, where it has one and the system shows buttons. */
  readonly button?: string;
}

/** What a person did with a notice: clicked it, or pressed its button. */
export interface NoticeClick {
  readonly key: string;
  readonly isButton: boolean;
}

/** `attended`: not shown, because the window has the focus. `off`: not wanted on this machine. `reason` of a failure is what the operating system or its absence said. */
export type NoticeOutcome =
  | { readonly outcome: 'shown' }
  | { readonly outcome: 'attended' }
  | { readonly outcome: 'off' }
  | { readonly outcome: 'failed'; readonly reason: NoticeFailure };

export const NOTICE_FAILURES = ['noService', 'refused', 'noAnswer', 'interrupted'] as const;
/**
 * `noService`: nothing on this machine shows notifications. `refused`: it said no. `noAnswer`: it said nothing in time. `interrupted`: the app
 * ended while it was being shown, and nobody knows whether it was.
 */
export type NoticeFailure = (typeof NOTICE_FAILURES)[number];

/** What a person has chosen on this machine. Launching at login is not here: the operating system keeps it. */
export interface DesktopSettings {
  readonly notifications: boolean;
  /** Whether a notification shows the beginning of the message, or only from whom it is. */
  readonly showsText: boolean;
  /** Whether a notification makes a sound, where the system has one for it. */
  readonly sound: boolean;
  readonly closesToTray: boolean;
}

export type DesktopChange = Partial<DesktopSettings & { readonly launchesAtLogin: boolean }>;

/** What the operating system can show of the app, found out anew each time it is asked. */
export interface DesktopState {
  readonly settings: DesktopSettings;
  readonly notifications: {
    readonly isSupported: boolean;
    /** The program that shows them, where it tells its name. */ readonly shownBy: string | null;
  };
  readonly hasTray: boolean;
  /** Where the unread count stands on the app's icon; `null`: nowhere but in the window's title. */
  readonly badge: 'dock' | 'taskbar' | 'launcher' | null;
  /** `null` where the app cannot be started at login. */
  readonly launchesAtLogin: boolean | null;
}

/** The desktop's part of `window.optimaliq`. */
export interface DesktopBridge {
  state(): Promise<DesktopState>;
  /** Resolves with the state after it. Rejects when the operating system did not take it. */
  change(change: DesktopChange): Promise<DesktopState>;
  /** Shows a notice, in place of an earlier one of the same key. One that was shown before is not shown again, also after a crash. */
  notify(notice: Notice): Promise<NoticeOutcome>;
  /** Takes every notice away but those of these keys. */
  keepOnly(keys: readonly string[]): Promise<void>;
  /** Shows a notice whatever the settings and the focus are. */
  testNotice(notice: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome>;
  /** How many conversations wait unread: tray and icon show it. */
  setUnread(count: number): Promise<void>;
  /** Called when a notice was clicked, or its button pressed. */
  onNoticeClick(listener: (click: NoticeClick) => void): () => void;
  /** Brings the window to the front, also out of the tray. */
  showWindow(): Promise<void>;
  /** Called when the machine woke up or was unlocked: a line may be dead without anybody having said so. */
  onWake(listener: () => void): () => void;
}

const LONGEST = 300;
const MOST = 500;
const SETTINGS = ['notifications', 'showsText', 'sound', 'closesToTray', 'launchesAtLogin'] as const;
const KEY = /^(?:notification|bundle)-\d{1,16}$/;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown, names: readonly string[]): value is Fields {
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));
}

const isLine = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;

const isIds = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 1 && value.length <= MOST && value.every(isLine);

export function isNoticeKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}

export function isNoticeKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MOST && value.every(isNoticeKey);
}

export function isNoticeText(value: unknown): value is Pick<Notice, 'title' | 'body'> {
  return isFields(value, ['title', 'body']) && isLine(value['title']) && isLine(value['body']);
}

export function isNotice(value: unknown): value is Notice {
  if (!isFields(value, ['key', 'ids', 'title', 'body', 'button'])) return false;
  if (value['button'] !== undefined && !isLine(value['button'])) return false;
  return isNoticeKey(value['key']) && isIds(value['ids']) && isLine(value['title']) && isLine(value['body']);
}

export function isDesktopChange(value: unknown): value is DesktopChange {
  return isFields(value, SETTINGS) && Object.values(value).every((choice) => typeof choice === 'boolean');
}

export function isUnreadCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
