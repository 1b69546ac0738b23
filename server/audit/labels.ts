import { isGranted, type Principal } from '#shared/wire/access.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';

export interface Named {
  readonly kind: string;
  readonly id: string;
}

/** The name something has now, or null: it has none, it is gone, or the reader may not see it. */
export type LabelOf = (kind: string, id: string | null) => string | null;

/** Reads the names of `things` at once. Customers' names go to whoever may read customers. */
export async function readLabels(
  db: ReadableDatabase,
  principal: Principal,
  things: readonly Named[],
): Promise<LabelOf> {
  const names = new Map<string, string | null>();
  const idsOf = (...kinds: readonly string[]): string[] => [
    ...new Set(things.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)),
  ];
  const keep = (kind: string, rows: readonly { readonly id: string; readonly name: string | null }[]): void => {
    for (const { id, name } of rows) names.set(`${kind}:${id}`, name);
  };
  keep(
    'account',
    await db.selectFrom('account').select(['id', 'name']).where('id', 'in', idsOf('account', 'staff')).execute(),
  );
  keep('site', await db.selectFrom('site').select(['id', 'name']).where('id', 'in', idsOf('site')).execute());
  keep(
    'workspace',
    await db.selectFrom('workspace').select(['id', 'name']).where('id', 'in', idsOf('workspace')).execute(),
  );
  if (principal.kind === 'staff' && isGranted(principal.roles, 'accounts.manage')) {
    const invitations = db.selectFrom('invitation').select(['id', 'email as name']);
    keep('invitation', await invitations.where('id', 'in', idsOf('invitation')).execute());
  }
  if (principal.kind === 'staff' && isGranted(principal.roles, 'monitoring.manage')) {
    for (const [kind, table] of [
      ['alert', 'alert'],
      ['alertRule', 'alert_rule'],
    ] as const) {
      const rows = await db.selectFrom(table).select(['id', 'ruleJson']).where('id', 'in', idsOf(kind)).execute();
      keep(
        kind,
        rows.map(({ id, ruleJson }) => ({ id, name: (JSON.parse(ruleJson) as { name: string }).name })),
      );
    }
  }
  if (principal.kind === 'staff' && isGranted(principal.roles, 'customers.read')) {
    keep(
      'customer',
      await db.selectFrom('customer').select(['id', 'name']).where('id', 'in', idsOf('customer')).execute(),
    );
    for (const kind of ['visitor', 'conversation'] as const) {
      const theirs = db.selectFrom(kind).innerJoin('customer', 'customer.id', 'customerId');
      keep(
        kind,
        await theirs
          .select([`${kind}.id`, 'customer.name'])
          .where(`${kind}.id`, 'in', idsOf(kind))
          .execute(),
      );
    }
  }
  return (kind, id) => names.get(`${kind === 'staff' ? 'account' : kind}:${id ?? ''}`) ?? null;
}
