import type { Availability, Presence } from '#shared/accounts/presence/contract.ts';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { isGranted, type Principal } from '#shared/wire/access.ts';
import { ACTIVITY_LASTS_MS, PRESENCE_GRACE_MS } from '#shared/wire/activity.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createActivityBook } from '#server/journal/activity.ts';
import type { Feed } from '#server/journal/feed.ts';

/** The feed's topic that consoles follow. */
export const PRESENCE_TOPIC = 'presence';

interface Context {
  readonly connection: { readonly principal: Principal };
}

export interface StaffPresenceOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly feed: Pick<Feed, 'fleeting'>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => void;
  /** Whether anybody who may answer customers is there has changed; null: it cannot be known yet. */
  readonly onSomeoneIsHere: (someoneIsHere: boolean | null) => void;
}

const staffOf = ({ connection: { principal } }: Context) => {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff are present.');
  return principal;
};

/**
 * Who of the team is there: what they chose, borne out by activity at one of their devices, never by a line alone. For the grace after
 * a start nobody is called gone who may only not have come back yet.
 */
export function createStaffPresence({ submit, feed, now, after, onSomeoneIsHere }: StaffPresenceOptions) {
  const choices = new Map<string, Availability>();
  /** What was last told of everybody who is not offline. */
  const told = new Map<string, Presence>();
  const answering = new Set<string>();
  let isSettled = false;
  let toldSomeone: boolean | null = null;
  const book = createActivityBook({
    now,
    after,
    lastsMs: ACTIVITY_LASTS_MS,
    graceMs: PRESENCE_GRACE_MS,
    onChange: refresh,
  });

  function presenceOf(accountId: string): Presence {
    const choice = choices.get(accountId) ?? 'online';
    const activity = book.of(accountId);
    if (choice === 'offline' || activity === 'gone') return 'offline';
    return activity === 'idle' ? 'away' : choice;
  }

  function refresh(accountId: string): void {
    const presence = presenceOf(accountId);
    if (presence !== (told.get(accountId) ?? 'offline')) {
      if (presence === 'offline') told.delete(accountId);
      else told.set(accountId, presence);
      feed.fleeting(PRESENCE_TOPIC, 'accounts.presenceChanged', { accountId, presence }, null);
    }
    refreshSomeone();
  }

  function someoneIsHere(): boolean | null {
    for (const [accountId, presence] of told) if (presence === 'online' && answering.has(accountId)) return true;
    return isSettled ? false : null;
  }

  function refreshSomeone(): void {
    const someone = someoneIsHere();
    if (someone === toldSomeone) return;
    toldSomeone = someone;
    onSomeoneIsHere(someone);
  }

  return {
    /** Reads what everybody has chosen, and begins the grace after the start. */
    start: async (): Promise<void> => {
      const found = await submit('accounts.availabilities', {});
      for (const { accountId, availability } of found.choices) choices.set(accountId, availability);
      after(PRESENCE_GRACE_MS, () => {
        isSettled = true;
        feed.fleeting(PRESENCE_TOPIC, 'accounts.presenceSettled', {}, null);
        refreshSomeone();
      });
    },
    lost: book.lost,
    left: book.left,
    someoneIsHere,

    handlers: {
      'accounts.activity': (context: Context, { active }: ParsedInputOf<'accounts.activity'>) => {
        const { accountId, roles } = staffOf(context);
        if (isGranted(roles, 'chat.write')) answering.add(accountId);
        else answering.delete(accountId);
        book.report(context.connection, accountId, active);
        refreshSomeone();
        return {};
      },
      'accounts.presence': (context: Context): OutputOf<'accounts.presence'> => ({
        own: choices.get(staffOf(context).accountId) ?? 'online',
        people: [...told].map(([accountId, presence]) => ({ accountId, presence })),
        isSettled,
      }),
    },

    afterwards: {
      'accounts.setAvailability': (context: Context, { availability }: OutputOf<'accounts.setAvailability'>) => {
        const { accountId } = staffOf(context);
        choices.set(accountId, availability);
        refresh(accountId);
      },
    },
  };
}
