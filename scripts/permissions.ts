import { writeFileSync } from 'node:fs';
import { permissionsPage } from '#scripts/support/permissionTable.ts';

// npm run permissions: writes docs/permissions.md from the contract.
writeFileSync('docs/permissions.md', permissionsPage());
