import { isDeepStrictEqual } from 'node:util';
import type Stripe from 'stripe';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { createDraft } from '#server/billing/mirror/draft.ts';
import { unpack } from '#server/storage/packing/packing.ts';
import { paymentObjectsOf } from '#server/billing/mirror/paymentObjects.ts';
import { projectPayment } from '#server/billing/mirror/projectPayment.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { told } from '#tests/server/billing/sandbox/support/told.ts';

export interface Compared {
  readonly objects: number;
  readonly payments: number;
  /** What differs, in words. */
  readonly faults: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

function differingFields(mirrored: Fields, object: Fields): readonly string[] {
  return [...new Set([...Object.keys(mirrored), ...Object.keys(object)])]
    .filter((name) => !isDeepStrictEqual(mirrored[name], object[name]))
    .map((name) => `${name} is mirrored as ${JSON.stringify(mirrored[name])} and is ${JSON.stringify(object[name])}`);
}

/** Compares the mirror with Stripe, both ways and field by field, and each payment's row with what its objects give. Nothing may go on meanwhile. */
export async function compareMirror(dataDirectory: string, stripe: Stripe): Promise<Compared> {
  const { raw, unit, close } = openForReading(databaseFileIn(dataDirectory));
  const faults: string[] = [];
  try {
    const stored = new Map(
      raw
        .prepare<[], { kind: string; id: string; isGone: number; packed: Uint8Array }>(
          'SELECT kind, id, isGone, packed FROM stripe_object',
        )
        .all()
        .map((row) => [`${row.kind} ${row.id}`, row]),
    );
    let objects = 0;
    for (const kind of MIRRORED_KINDS) {
      for (const object of await told(stripe, kind)) {
        const name = `${kind} ${object.id}`;
        const mirrored = stored.get(name);
        stored.delete(name);
        objects += 1;
        if (mirrored === undefined) faults.push(`${name} is not mirrored`);
        else if (mirrored.isGone === 1) faults.push(`${name} is mirrored as gone`);
        else {
          const differs = differingFields(JSON.parse(unpack(mirrored.packed)) as Fields, object);
          if (differs.length > 0) faults.push(`${name} differs: ${differs.join('; ')}`);
        }
      }
    }
    for (const [name, { isGone }] of stored) if (isGone === 0) faults.push(`${name} is mirrored and does not exist`);

    const rows = await unit.db.selectFrom('payment').selectAll().execute();
    const { now } = createDraft(unit);
    for (const row of rows) {
      const projected = projectPayment(await paymentObjectsOf(now, row.id));
      const columns = Object.entries(projected ?? {}).filter(([name]) => name !== 'createdAt');
      const differs = columns.filter(([name, value]) => row[name as keyof typeof row] !== value).map(([name]) => name);
      if (projected === null || differs.length > 0) faults.push(`payment ${row.id} differs in ${differs.join(', ')}`);
    }
    return { objects, payments: rows.length, faults };
  } finally {
    close();
  }
}
