import type { RawBuilder } from 'kysely';
import { statement, type Argument, type Statement } from '#server/storage/statement.ts';
import type { Values } from './filterTerms.ts';

/** Filters are combined in more ways than need be remembered; those used last are. */
const MOST = 200;

/** Statements by the shape of what was asked, so that typing and paging build none anew. */
export function createShapes<Row>() {
  const known = new Map<string, Statement<Values, Row>>();
  return (shape: string, build: (argument: Argument<Values>) => RawBuilder<Row>): Statement<Values, Row> => {
    const found =
      known.get(shape) ?? statement<Values, Row>((db, argument) => ({ compile: () => build(argument).compile(db) }));
    known.delete(shape);
    known.set(shape, found);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
