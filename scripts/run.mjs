// The front door of every npm script: plain JavaScript that any Node can read. It sets the machine up, then runs the TypeScript
// entry on the project's own Node. Use: node scripts/run.mjs [--system=electron|tests] [--build] [--node=OPTION] ENTRY [ARGUMENT ...]
// --system installs the system packages that this needs; --build brings out/ up to date first; --node gives Node an option of its own.
import { spawnSync } from 'node:child_process';
import { handOver } from '#scripts/setup/handOver.mjs';
import { findNode, ROOT } from '#scripts/setup/node.mjs';
import { installPackages } from '#scripts/setup/packages.mjs';
import { installSystem } from '#scripts/setup/system.mjs';

const words = process.argv.slice(2);
const options = [];
while (words[0]?.startsWith('--')) options.push(words.shift());
const [entry, ...rest] = words;
const valuesOf = (name) =>
  options.filter((option) => option.startsWith(name)).map((option) => option.slice(name.length));
const system = valuesOf('--system=')[0] ?? null;

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (entry === undefined)
  refuse('usage: node scripts/run.mjs [--system=electron|tests] [--build] [--node=OPTION] ENTRY [ARGUMENT ...]');

const packages = installPackages();
if (!packages.ok) refuse(packages.sentence);
if (system !== null) installSystem(system);
const node = findNode();
if (node.path === null) refuse(node.sentence);

if (options.includes('--build')) {
  const building = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  if (spawnSync(node.path, ['scripts/build.ts', '--if-stale'], building).status !== 0) process.exit(1);
}
handOver(node.path, [...valuesOf('--node='), entry, ...rest]);
