import type { World } from '#server/billing/sandbox/world/world.ts';
import type { Form } from './form.ts';
import type { Upload } from './multipart.ts';
import { readParameters } from './parameters.ts';
import type { Parameter, Parameters } from './parameters.ts';

export type Method = 'DELETE' | 'GET' | 'POST';

/** What an operation may know of the request besides its parameters. */
export interface RequestFacts {
  /** It names a version of the API, as every SDK does. Without one the rules of older versions hold. */
  readonly hasVersion: boolean;
  readonly upload: Upload | null;
}

/** One operation of the API. */
export interface Route {
  readonly method: Method;
  /** With `:name` for a part of the path. */
  readonly path: string;
  /**
   * Reads the parameters, then gives what is left to do: nothing has happened before that is called.
   * @throws StripeError for parameters it cannot read.
   */
  readonly prepare: (
    form: Form,
    parts: Readonly<Record<string, string>>,
    facts: RequestFacts,
  ) => (world: World) => object;
}

type Shape = Readonly<Record<string, Parameter<unknown>>>;
type PartsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PartsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** Declares an operation: its parameters as a shape, and what it does. */
export function route<const Path extends string, S extends Shape>(
  method: Method,
  path: Path,
  shape: S,
  run: (
    world: World,
    parameters: Parameters<S>,
    parts: Readonly<Record<PartsOf<Path>, string>>,
    facts: RequestFacts,
  ) => object,
): Route {
  return {
    method,
    path,
    prepare: (form, parts, facts) => {
      const parameters = readParameters(shape, form);
      return (world) => run(world, parameters, parts, facts);
    },
  };
}

export interface Match {
  readonly route: Route;
  readonly parts: Readonly<Record<string, string>>;
}

/** Finds the operation for a method and a path; literal parts go before named ones. Undefined when there is none. */
export type FindRoute = (method: string, path: string) => Match | undefined;

/** Undefined for what no text is written as. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function matchParts(wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const parts: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? '');
    if (value === undefined) return undefined;
    if (part.startsWith(':')) parts[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return parts;
}

export function createFinder(routes: readonly Route[]): FindRoute {
  const byShape = new Map<string, { readonly route: Route; readonly parts: readonly string[] }[]>();
  const literalFirst = routes.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length);
  for (const route of literalFirst) {
    const parts = route.path.split('/');
    const key = `${route.method} ${parts.length}`;
    byShape.set(key, [...(byShape.get(key) ?? []), { route, parts }]);
  }
  return (method, path) => {
    const given = path.split('/');
    for (const { route, parts } of byShape.get(`${method} ${given.length}`) ?? []) {
      const found = matchParts(parts, given);
      if (found !== undefined) return { route, parts: found };
    }
    return undefined;
  };
}
