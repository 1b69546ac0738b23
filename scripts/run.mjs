// The front door of every npm script: plain JavaScript that any Node can read. It sets the machine up, then runs the TypeScript
// entry on the project's own Node. Use: node scripts/run.mjs [--system=electron|tests] ENTRY [ARGUMENT ...]
import { spawn } from 'node:child_process';
import { findNode } from '#scripts/setup/node.mjs';
import { installPackages } from '#scripts/setup/packages.mjs';
import { installSystem } from '#scripts/setup/system.mjs';

const [first, ...others] = process.argv.slice(2);
const system = first?.startsWith('--system=') ? first.slice('--system='.length) : null;
const [entry, ...rest] = system === null ? [first, ...others] : others;

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (entry === undefined) refuse('usage: node scripts/run.mjs [--system=electron|tests] ENTRY [ARGUMENT ...]');

const packages = installPackages();
if (!packages.ok) refuse(packages.sentence);
if (system !== null) installSystem(system);
const node = findNode();
if (node.path === null) refuse(node.sentence);

const child = spawn(node.path, [entry, ...rest], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => refuse(`${node.path} did not start: ${error.message}`));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
