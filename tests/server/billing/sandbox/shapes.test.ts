import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { everyResource } from '#tests/server/billing/sandbox/support/everyResource.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

/** Stripe's own example of each resource. It is no part of the repository. */
const FIXTURES = path.resolve('../shared/stripe/fixtures3.json');
/** The same on the machine where this was built. */
const PLACES = [FIXTURES, '/work/shared/stripe/fixtures3.json'];

type Json = Readonly<Record<string, unknown>>;

/** Fields of Stripe’s examples that our objects do not have; docs/sandbox.md says why. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  balance: ['connect_reserved'],
  charge: ['refunds'],
  source: ['ach_credit_transfer', 'receiver'],
};

const isHash = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

/** Where `ours` lacks a field of the example, or has it with another type. What either has as null has no type. */
function differences(example: Json, ours: Json, at: string): readonly string[] {
  return Object.entries(example).flatMap(([name, wanted]) => {
    const here = `${at}.${name}`;
    if (!Object.hasOwn(ours, name)) return [`${here} is missing`];
    const found = ours[name];
    // What an event is about is an object of its own, and compared as that.
    if (wanted === null || found === null || name === 'metadata' || here === 'event.data') return [];
    if (typeOf(wanted) !== typeOf(found)) return [`${here} is a ${typeOf(found)}, not a ${typeOf(wanted)}`];
    return isHash(wanted) && isHash(found) ? differences(wanted, found, here) : [];
  });
}

const place = PLACES.find((one) => existsSync(one));

describe('the shapes of our resources', () => {
  it('are those of Stripe’s own examples, with all that is left out named', async ({ annotate }) => {
    const { stripe } = await givenSandbox();
    // As it came over the wire: the SDK makes decimals of some text.
    const ours = JSON.parse(JSON.stringify(await everyResource(stripe))) as Readonly<Record<string, Json>>;
    for (const [name, object] of Object.entries(ours)) {
      expect(object, name).toMatchObject({ object: name.replace('deleted_', '') });
    }
    if (place === undefined) {
      await annotate(
        `Stripe's examples (${FIXTURES}) are not here: only the names of the objects were compared.`,
        'warning',
      );
      return;
    }
    const { resources } = JSON.parse(readFileSync(place, 'utf8')) as {
      readonly resources: Readonly<Record<string, Json>>;
    };
    const found = Object.entries(ours).flatMap(([name, object]) => differences(resources[name] ?? {}, object, name));
    const unnamed = found.filter((difference) => {
      const [, kind = '', field = ''] = /^((?:checkout\.)?\w+)\.(\S+) is missing$/.exec(difference) ?? [];
      return LEFT_OUT[kind]?.includes(field) !== true;
    });
    expect(unnamed).toEqual([]);
  });

  it('leave out only what the documentation names', () => {
    const documented = readFileSync('docs/sandbox.md', 'utf8');
    for (const [kind, fields] of Object.entries(LEFT_OUT))
      for (const field of fields) expect(documented).toContain(`\`${kind}.${field}\``);
  });
});
