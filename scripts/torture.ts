import { randomInt } from 'node:crypto';
import { handOver } from '#scripts/setup/handOver.mjs';
import { chooseProgram } from '#scripts/support/programs.ts';

const [name, ...args] = process.argv.slice(2);
const program = chooseProgram('tests/torture', 'torture', name);

const given = args.indexOf('--seed');
const seed = given === -1 ? String(randomInt(2 ** 31)) : args[given + 1];
if (seed === undefined || !/^\d+$/.test(seed)) {
  console.error('--seed takes a whole number.');
  process.exit(2);
}
const others = given === -1 ? args : args.toSpliced(given, 2);

console.log(`torture ${String(name)}, seed ${seed}`);
handOver(process.execPath, [program, '--seed', seed, ...others]);
