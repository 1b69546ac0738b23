/** A conversation that waits for the person at this window, as the operating system shall show it. Plain text, both lines. */
export interface Notice {
  readonly conversationId: string;
  readonly title: string;
  readonly body: string;
}

/** `attended`: not shown, because the window has the focus. `off`: not wanted on this machine. `reason` of a failure is what the operating system or its absence said. */
export type NoticeOutcome =
  | { readonly outcome: 'shown' }
  | { readonly outcome: 'attended' }
  | { readonly outcome: 'off' }
  | { readonly outcome: 'failed'; readonly reason: NoticeFailure };

export const NOTICE_FAILURES = ['noService', 'refused', 'noAnswer'] as const;
/** `noService`: nothing on this machine shows notifications. `refused`: it said no. `noAnswer`: it said nothing in time. */
export type NoticeFailure = (typeof NOTICE_FAILURES)[number];

/** What a person has chosen on this machine. Launching at login is not here: the operating system keeps it. */
export interface DesktopSettings {
  readonly notifications: boolean;
  /** Whether a notification shows the beginning of the message, or only from whom it is. */
  readonly showsText: boolean;
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
  /** Shows a notice, in place of an earlier one of the same conversation. */
  notify(notice: Notice): Promise<NoticeOutcome>;
  /** Takes the notice of a conversation away; `null` takes all. */
  withdraw(conversationId: string | null): Promise<void>;
  /** Shows a notice whatever the settings and the focus are. */
  testNotice(notice: Pick<Notice, 'title' | 'body'>): Promise<NoticeOutcome>;
  /** How many conversations wait unread: tray and icon show it. */
  setUnread(count: number): Promise<void>;
  /** Called when a notice was clicked. */
  onOpenConversation(listener: (conversationId: string) => void): () => void;
  /** Called when the machine woke up or was unlocked: a line may be dead without anybody having said so. */
  onWake(listener: () => void): () => void;
}

const LONGEST = 300;
const SETTINGS = ['notifications', 'showsText', 'closesToTray', 'launchesAtLogin'] as const;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown, names: readonly string[]): value is Fields {
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));
}

const isLine = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;

export function isConversationId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

export function isNoticeText(value: unknown): value is Pick<Notice, 'title' | 'body'> {
  return isFields(value, ['title', 'body']) && isLine(value['title']) && isLine(value['body']);
}

export function isNotice(value: unknown): value is Notice {
  if (!isFields(value, ['conversationId', 'title', 'body'])) return false;
  return isConversationId(value['conversationId']) && isLine(value['title']) && isLine(value['body']);
}

export function isDesktopChange(value: unknown): value is DesktopChange {
  return isFields(value, SETTINGS) && Object.values(value).every((choice) => typeof choice === 'boolean');
}

export function isUnreadCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
