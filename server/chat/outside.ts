import { v7 as uuidv7 } from 'uuid';
import type { EventDataOf, OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Author, Site } from '#shared/chat/contract.ts';
import { TYPING_LASTS_MS } from '#shared/chat/limits.ts';
import type { Principal, VisitorPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Feed, FeedClient } from '#server/journal/feed.ts';
import type { VisitorPresence } from '#shared/chat/presence/contract.ts';

type Line = FeedClient & { readonly principal: Principal };

interface Context {
  readonly connection: Line;
}

export interface ChatGatewayOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly feed: Feed;
  /** Makes a visitor's token, and what is stored of one. */
  readonly newToken: () => string;
  readonly hashToken: (token: string) => string;
  /** Which customers are at their conversation. */
  readonly visitors: {
    report(line: object, conversationId: string, isActive: boolean): void;
    of(conversationIds: readonly string[]): VisitorPresence[];
  };
  /** Whether anybody who may answer is there; null when it cannot be known yet. */
  readonly someoneIsHere: () => boolean | null;
}

/** What a visitor's handshake is answered with. */
export interface VisitorSession {
  readonly visitorId: string;
  readonly visitorToken: string;
  readonly conversationId: string | null;
  /** The conversation's revision; 0 when there is none. */
  readonly cursor: number;
}

const LONGEST_TOKEN = 100;
const LONGEST_KEY = 100;

const refuseSite = (): AppError =>
  new AppError('NOT_FOUND', 'There is no site with this key. Check the data-site attribute of the snippet.', {
    reason: 'site',
  });

function textIn(auth: unknown, name: string, longest: number): string | undefined {
  const value = typeof auth === 'object' && auth !== null ? (auth as Record<string, unknown>)[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > longest) {
    throw new AppError('INVALID_INPUT', `auth.${name} must be a text of 1 to ${String(longest)} characters.`, {
      issues: [{ path: name, message: 'must be a text' }],
    });
  }
  return value;
}

/** The feed's topic on which visitors hear whether somebody is there. */
export const AVAILABILITY_TOPIC = 'availability';

export const conversationTopic = (conversationId: string): string => `conversation:${conversationId}`;

export function createChatGateway(options: ChatGatewayOptions) {
  const { submit, feed, newToken, hashToken, visitors, someoneIsHere } = options;
  const readerOf = (principal: Principal) =>
    principal.kind === 'visitor'
      ? ({ by: 'visitor', visitorId: principal.visitorId } as const)
      : ({ by: 'staff', visitorId: null } as const);

  async function authorOf(connection: Line, conversationId: string): Promise<Author> {
    const { principal } = connection;
    // Whoever follows the conversation has been checked; anybody else is checked now.
    if (!feed.isSubscribed(connection, conversationTopic(conversationId))) {
      const reader = readerOf(principal);
      await submit('feed.missed', { topic: conversationTopic(conversationId), after: null, ...reader });
    }
    if (principal.kind === 'visitor') return { kind: 'visitor', id: principal.visitorId, name: null };
    if (principal.kind === 'staff') return { kind: 'staff', id: principal.accountId, name: principal.name };
    throw new AppError('FORBIDDEN', 'This is not for you to do.');
  }

  return {
    /**
     * Who a visitor's handshake is. Writes nothing: a new visitor is stored by `chat.start`.
     * @param allowsOrigin whether the handshake may come from a page of this site's `allowedOrigins`.
     * @throws AppError INVALID_INPUT, NOT_FOUND (no such site), FORBIDDEN (its origins).
     */
    openVisitor: async (
      auth: unknown,
      allowsOrigin: (allowedOrigins: readonly string[]) => boolean,
    ): Promise<{ principal: VisitorPrincipal; session: VisitorSession }> => {
      const siteKey = textIn(auth, 'siteKey', LONGEST_KEY);
      const token = textIn(auth, 'visitorToken', LONGEST_TOKEN);
      if (siteKey === undefined) throw refuseSite();
      const found = await submit('chat.visitorSession', {
        siteKey,
        tokenHash: token === undefined ? null : hashToken(token),
      });
      if (found === null) throw refuseSite();
      const { site, visitor } = found;
      if (!site.isEnabled) {
        throw new AppError('FORBIDDEN', 'This site’s chat is switched off.', { reason: 'siteDisabled' });
      }
      if (!allowsOrigin(site.allowedOrigins)) {
        throw new AppError('FORBIDDEN', 'This page may not use this site’s chat: its origin is not allowed.', {
          reason: 'origin',
        });
      }
      const visitorToken = visitor !== null && token !== undefined ? token : newToken();
      const visitorId = visitor?.id ?? uuidv7();
      return {
        principal: { kind: 'visitor', visitorId, siteId: site.id, tokenHash: hashToken(visitorToken) },
        session: {
          visitorId,
          visitorToken,
          conversationId: visitor?.conversationId ?? null,
          cursor: visitor?.cursor ?? 0,
        },
      };
    },

    /** Follows the visitor's conversation on this connection. @returns the cursor it starts at. */
    follow: async (connection: Line, conversationId: string): Promise<number> => {
      const { cursor } = await feed.subscribe(
        connection,
        conversationTopic(conversationId),
        readerOf(connection.principal),
      );
      return cursor;
    },

    site: (siteKey: string): Promise<Site | null> =>
      siteKey === '' || siteKey.length > LONGEST_KEY ? Promise.resolve(null) : submit('chat.site', { siteKey }),

    handlers: {
      'chat.typing': async ({ connection }: Context, { conversationId, typing }: ParsedInputOf<'chat.typing'>) => {
        const author = await authorOf(connection, conversationId);
        const data: EventDataOf<'chat.typingChanged'> = {
          conversationId,
          author,
          typing,
          expiresInMs: TYPING_LASTS_MS,
        };
        feed.fleeting(conversationTopic(conversationId), 'chat.typingChanged', data, connection);
        return {};
      },
      'chat.activity': async ({ connection }: Context, { conversationId, active }: ParsedInputOf<'chat.activity'>) => {
        await authorOf(connection, conversationId);
        visitors.report(connection, conversationId, active);
        return {};
      },
      'chat.availability': () => ({ someoneIsHere: someoneIsHere() }),
      'chat.visitorPresence': (_: Context, { conversationIds }: ParsedInputOf<'chat.visitorPresence'>) => ({
        visitors: visitors.of(conversationIds),
      }),
    },

    afterwards: {
      'chat.start': async ({ connection }: Context, { conversationId }: OutputOf<'chat.start'>) => {
        if (feed.isSubscribed(connection, conversationTopic(conversationId))) return;
        await feed.subscribe(connection, conversationTopic(conversationId), readerOf(connection.principal));
      },
    },
  };
}
