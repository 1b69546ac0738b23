/** A place in a source, which lists its moments by time and those of one millisecond by key, both downwards. Keys are ASCII without `~`. */
export interface Place {
  /** UTC milliseconds. */
  readonly at: number;
  readonly key: string;
}

export type Placed<Moment> = Place & { readonly moment: Moment };

/** One kind of moment, from wherever it is kept. */
export interface TimelineSource<Moment> {
  /** Of every moment's id, before its key. No two sources have the same. */
  readonly name: string;
  /** The first `limit` moments after `place`. */
  readonly after: (place: Place, limit: number) => Promise<readonly Placed<Moment>[]>;
}

/** The end of a page. */
export interface Cursor {
  readonly at: number;
  /** The moment's: its source's name, a colon, its key. */
  readonly id: string;
}

/** Comes after every key. */
const LAST_KEY = '~';

/** Where a source goes on behind `cursor`: of the millisecond at which it stands, the sources with a smaller name are still to come. */
function placeIn(name: string, cursor: Cursor | null): Place {
  if (cursor === null) return { at: Number.MAX_SAFE_INTEGER, key: LAST_KEY };
  const { at, id } = cursor;
  const colon = id.indexOf(':');
  const there = id.slice(0, colon);
  if (name === there) return { at, key: id.slice(colon + 1) };
  return { at, key: name < there ? LAST_KEY : '' };
}

/**
 * One page of several sources as one timeline, newest first. The order is total, by time, source and key, so that pages neither lose nor double
 * what happened in the same millisecond. Each source is asked once.
 */
export async function pageOfTimeline<Moment extends object>(
  sources: readonly TimelineSource<Moment>[],
  after: Cursor | null,
  limit: number,
): Promise<{ moments: (Moment & Cursor)[]; next: Cursor | null }> {
  const found: (Placed<Moment> & { readonly name: string })[] = [];
  for (const { name, after: read } of sources)
    for (const placed of await read(placeIn(name, after), limit + 1)) found.push({ ...placed, name });
  const down = (one: string, other: string): number => (one === other ? 0 : one < other ? 1 : -1);
  found.sort((one, other) => other.at - one.at || down(one.name, other.name) || down(one.key, other.key));
  const moments = found.slice(0, limit).map(({ at, name, key, moment }) => ({ ...moment, at, id: `${name}:${key}` }));
  const last = moments.at(-1);
  return { moments, next: found.length > limit && last !== undefined ? { at: last.at, id: last.id } : null };
}
