import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMBINATIONS, permissionRows, permissionsPage } from '#scripts/support/permissionTable.ts';
import { ROLES } from '#shared/wire/access.ts';

it('docs/permissions.md is what the contract says; `npm run permissions` writes it', () => {
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(permissionsPage());
});

it('whoever has several roles may do what any of them may, and nothing else', () => {
  const placeOf = (roles: readonly string[]) => COMBINATIONS.findIndex((one) => one.join() === roles.join());
  expect(COMBINATIONS).toHaveLength(7);
  for (const { name, access } of permissionRows)
    for (const [place, roles] of COMBINATIONS.entries()) {
      const single = ROLES.filter((role) => roles.includes(role)).map((role) => access[placeOf([role])]);
      expect([name, roles, access[place]]).toEqual([name, roles, single.find((one) => one !== 'no') ?? 'no']);
    }
});
