import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const library = (name) => () =>
  ['/usr/lib', '/usr/lib64', '/lib', ...folders('/usr/lib')].some((folder) => existsSync(path.join(folder, name)));
const program =
  (...names) =>
  () =>
    names.some((name) =>
      (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name))),
    );

function folders(parent) {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
      .map((entry) => path.join(parent, entry.name));
  } catch {
    return [];
  }
}

/** Debian packages (Ubuntu's newer names after the first), and how to tell that each is there without asking dpkg. */
const ELECTRON = [
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], present: library('libgtk-3.so.0') },
  { names: ['libnss3'], present: library('libnss3.so') },
  { names: ['libasound2', 'libasound2t64'], present: library('libasound.so.2') },
  { names: ['libgbm1'], present: library('libgbm.so.1') },
];
const TESTS = [
  ...ELECTRON,
  { names: ['xvfb'], present: program('Xvfb') },
  { names: ['xauth'], present: program('xauth') },
  { names: ['chromium'], present: program('chromium', 'chromium-browser', 'google-chrome') },
  { names: ['strace'], present: program('strace') },
  { names: ['openssl'], present: program('openssl') },
  { names: ['e2fsprogs'], present: () => existsSync('/usr/sbin/mkfs.ext4') || existsSync('/sbin/mkfs.ext4') },
  { names: ['libfaketime'], present: library('faketime/libfaketimeMT.so.1') },
  { names: ['testssl.sh'], present: program('testssl') },
  // A real notification, on a session bus of the test's own. dbus-x11 keeps dunst from bringing systemd along.
  { names: ['libnotify4'], present: library('libnotify.so.4') },
  { names: ['dbus-x11'], present: program('dbus-launch', 'dunst') },
  { names: ['dbus-daemon', 'dbus'], present: program('dbus-run-session') },
  { names: ['dunst'], present: program('dunst') },
  { names: ['libglib2.0-bin'], present: program('gdbus') },
  // What reads our metrics, and says whether they are well formed.
  { names: ['prometheus'], present: program('promtool') },
  { names: ['age'], present: program('age') },
  { names: ['python3-socketio'], present: () => existsSync('/usr/lib/python3/dist-packages/socketio') },
  { names: ['python3-websocket'], present: () => existsSync('/usr/lib/python3/dist-packages/websocket') },
];

/** What of `need` ('electron' or 'tests') this machine lacks, as lists of package names. */
export function missingSystemPackages(need, platform = process.platform) {
  if (platform !== 'linux') return [];
  // Without a display no window opens, and `npm start` serves instead.
  if (need === 'electron' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return [];
  return (need === 'tests' ? TESTS : ELECTRON).filter(({ present }) => !present()).map(({ names }) => names);
}

const apt = (...args) =>
  spawnSync('apt-get', args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/** The name that this release of Debian or Ubuntu knows. */
function known(names) {
  return (
    names.find((name) =>
      /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout),
    ) ?? names[0]
  );
}

/** Installs what is missing where it may (Debian as root); elsewhere names it and goes on: what needs it says so itself. */
export function installSystem(need) {
  const missing = missingSystemPackages(need);
  if (missing.length === 0) return;
  const root = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const firsts = missing.map((names) => names[0]).join(' ');
  if (!root) {
    console.log(`Not installed on this machine: ${firsts} (Debian's names). Going on without.`);
    return;
  }
  console.log(`Installing system packages: ${firsts} ...`);
  apt('update', '-qq');
  const result = apt('install', '-y', '-qq', '--no-install-recommends', ...missing.map(known));
  if (result.status !== 0) console.log(`${(result.stderr ?? '').trim()}\napt-get did not succeed. Going on without.`);
}
