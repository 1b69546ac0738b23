import { handOver } from '#scripts/support/handOver.ts';
import { chooseProgram } from '#scripts/support/programs.ts';

const [name, ...args] = process.argv.slice(2);
handOver(process.execPath, [chooseProgram('tests/bench', 'bench', name), ...args]);
