import type { CommandName, EventDataOf, EventName, OutputOf, ParsedInputOf, QueryName } from '#shared/contract.ts';
import type { BusinessFigures } from '#shared/monitoring/figures.ts';
import type { CommandContext, QueryContext } from './context.ts';
import type { NotificationSource } from './needs.ts';
import type { JobQueues } from './jobQueue.ts';

export type CommandHandler<Name extends CommandName> = (
  context: CommandContext,
  input: ParsedInputOf<Name>,
) => Promise<OutputOf<Name>> | OutputOf<Name>;

export type QueryHandler<Name extends QueryName> = (
  context: QueryContext,
  input: ParsedInputOf<Name>,
) => Promise<OutputOf<Name>> | OutputOf<Name>;

export type CommandHandlers = { readonly [Name in CommandName]?: CommandHandler<Name> };
export type QueryHandlers = { readonly [Name in QueryName]?: QueryHandler<Name> };

/** Somebody who reads a topic. */
export interface TopicReader {
  readonly by: 'visitor' | 'staff';
  readonly visitorId: string | null;
}

export interface MissedEvents {
  /** The reader's cursor after these events. */
  readonly cursor: number;
  /** Too much was missed: the reader must read the state anew; `events` is empty. */
  readonly snapshot: boolean;
  /** Only a first part: ask again after `cursor`. */
  readonly hasMore?: boolean;
  readonly events: readonly {
    readonly name: EventName;
    readonly cursor: number;
    readonly data: EventDataOf<EventName>;
  }[];
}

/** A kind of feed topic and how to read what was missed on one. */
export interface TopicSource {
  /**
   * @param key what follows the colon in the topic's name, or ''.
   * @param after the last cursor seen, or null when only the newest cursor is wanted.
   * @throws AppError NOT_FOUND when this reader has no such topic.
   */
  missed(context: QueryContext, key: string, after: number | null, reader: TopicReader): Promise<MissedEvents>;
}

/** The core half of a feature: contract names mapped to plain functions. */
export interface FeatureModule {
  readonly commands: CommandHandlers;
  readonly queries: QueryHandlers;
  /** By the part of a topic's name before the colon. */
  readonly topics?: Readonly<Record<string, TopicSource>>;
  /** Why this feature has somebody told. */
  readonly needs?: readonly NotificationSource[];
  /** Work that it does later. */
  readonly queues?: JobQueues;
  /** How its part of the business stands. Asked every few seconds, so it must cost little. */
  readonly figures?: (context: QueryContext) => Promise<Partial<BusinessFigures>>;
}
