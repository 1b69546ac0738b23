import { flipFuses } from '@electron/fuses';
import { FUSES } from '#electron/main/fuses.ts';

/** Burns the declared fuses into a packaged program, before it is signed: `node scripts/flipFuses.ts PROGRAM` (on macOS, the .app). */
const [program] = process.argv.slice(2);
if (program === undefined) {
  console.error('usage: node scripts/flipFuses.ts PROGRAM');
  process.exitCode = 64;
} else {
  await flipFuses(program, FUSES);
  console.log(`The fuses of ${program} are set.`);
}
