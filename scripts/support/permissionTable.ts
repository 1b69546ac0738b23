import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { isGranted, ROLES, type Role } from '#shared/wire/access.ts';
import type { CommandDeclaration, QueryDeclaration } from '#shared/wire/contract.ts';

/** `own`, `others`: with the permission, but only of these things. */
export type Access = 'yes' | 'own' | 'others' | 'no';

export interface PermissionRow {
  readonly name: OperationName;
  readonly permission: string | null;
  /** By the roles of a combination, in the order of COMBINATIONS. */
  readonly access: readonly Access[];
}

/** Every role, and every combination of roles that one person can have. */
export const COMBINATIONS: readonly (readonly Role[])[] = Array.from({ length: 2 ** ROLES.length - 1 }, (_, place) =>
  ROLES.filter((_role, bit) => ((place + 1) >> bit) % 2 === 1),
).toSorted((one, other) => one.length - other.length);

export const declarationOf = (name: OperationName): CommandDeclaration | QueryDeclaration => contract[name];

const operations = (Object.keys(contract) as (keyof typeof contract)[]).filter((name) => isOperationName(name));

function accessOf(name: OperationName, roles: readonly Role[]): Access {
  const { permission, whose = 'yes' } = declarationOf(name);
  return permission === null || isGranted(roles, permission) ? whose : 'no';
}

/** What staff may call, by their roles, as the contract says. */
export const permissionRows: readonly PermissionRow[] = operations
  .filter((name) => declarationOf(name).principals.includes('staff'))
  .map((name) => ({
    name,
    permission: declarationOf(name).permission,
    access: COMBINATIONS.map((roles) => accessOf(name, roles)),
  }));

/** Whom else an operation is for. */
const othersOf = (principal: 'visitor' | 'anonymous' | 'system'): string =>
  operations
    .filter((name) => declarationOf(name).principals.includes(principal))
    .map((name) => `\`${name}\``)
    .join(', ');

const CELLS: Readonly<Record<Access, string>> = { yes: 'yes', own: 'own', others: 'others’', no: '-' };
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** `docs/permissions.md`, whole. */
export function permissionsPage(): string {
  const heads = ['operation', 'permission', ...COMBINATIONS.map((roles) => roles.join(' + '))];
  const rows = permissionRows.map(({ name, permission, access }) =>
    line([`\`${name}\``, permission ?? '-', ...access.map((one) => CELLS[one])]),
  );
  return `# Who may do what

Written by \`npm run permissions\` from the contract (\`shared/**/contract.ts\`) and the roles (\`shared/wire/access.ts\`), and not by hand: a test tells when it is not up to date, and
\`tests/contract/permissions.test.ts\` calls each operation as each combination of roles, and each that asks whose things they are on one's own and on others'.

*yes*: with every role here that has the permission. *own*: on what is the caller's own only. *others'*: only on what others alone had a hand in: nobody decides on a refund that they drafted
or requested. *-*: refused with \`FORBIDDEN\` (\`permission\`). Roles do not imply each other; whoever has several may do what any of them may.

## Staff

${line(heads)}
${line(heads.map(() => '---'))}
${rows.join('\n')}

## Visitors

Of their own conversation only; another one does not exist for them (\`NOT_FOUND\`): ${othersOf('visitor')}

## Whoever has not signed in

${othersOf('anonymous')}

## The system only

What the gateway tells the core, and nobody outside can call: ${othersOf('system')}
`;
}
