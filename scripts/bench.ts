import { handOver } from '#scripts/setup/handOver.mjs';
import { chooseProgram } from '#scripts/support/programs.ts';

const [name, ...args] = process.argv.slice(2);
handOver(process.execPath, [chooseProgram('tests/bench', 'bench', name), ...args]);
