import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/** A small ext4 of its own, in a file, mounted through a loop device. */
export interface MountedDisk {
  readonly path: string;
  freeBytes(): number;
  /** Writes ballast until only `leaveBytes` are free. */
  fill(leaveBytes: number): void;
  /** Removes the ballast. */
  clear(): void;
  /**
   * The kernel finds an error and writes nothing more, as it does when a disk fails (`errors=remount-ro`). `mount -o remount,ro` would be
   * refused while files are open for writing. Only `mend` ends it.
   */
  becomeReadOnly(): void;
  /** Unmounts, repairs and mounts again. No file may be open. */
  mend(): void;
  unmount(): void;
}

const ROUND_BYTES = 1024 ** 2;

/** @throws Error with what it said. */
function must(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new Error(`${[command, ...args].join(' ')} failed: ${error?.message ?? stderr.trim()}`);
  return stdout.trim();
}

/** @throws Error when this machine does not let us: it takes root and a loop device. */
export function mountDisk(megabytes: number): MountedDisk {
  if (process.getuid?.() !== 0) throw new Error('This takes root: it mounts a small disk of its own.');
  const temporary = makeTemporaryDirectory();
  const image = path.join(temporary.path, 'image');
  const mountpoint = path.join(temporary.path, 'disk');
  const ballast = path.join(mountpoint, 'ballast');
  const mount = (): string => must('mount', '-o', 'loop,errors=remount-ro', image, mountpoint);
  try {
    writeFileSync(image, '');
    truncateSync(image, megabytes * ROUND_BYTES);
    mkdirSync(mountpoint);
    // Without blocks kept for root: full is full for everybody.
    must('mkfs.ext4', '-q', '-m', '0', image);
    mount();
  } catch (error) {
    temporary.remove();
    throw error;
  }
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(mountpoint);
    return bavail * bsize;
  };
  const unmount = (): void => {
    process.off('exit', unmount);
    // Lazily: whatever still has a file open there must not keep the mount for ever.
    spawnSync('umount', ['--lazy', mountpoint]);
    temporary.remove();
  };
  process.on('exit', unmount);
  return {
    path: mountpoint,
    freeBytes,
    fill: (leaveBytes) => {
      const bytes = freeBytes() - leaveBytes;
      if (bytes > 0 && leaveBytes > 0) must('fallocate', '-l', String(bytes), ballast);
      // To the last block: it stops when nothing more fits, which is what it is for.
      if (leaveBytes === 0)
        spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k', 'oflag=append', 'conv=notrunc']);
    },
    clear: () => rmSync(ballast, { force: true }),
    becomeReadOnly: () => {
      const device = path.basename(must('findmnt', '-no', 'SOURCE', mountpoint));
      writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1');
    },
    mend: () => {
      must('umount', mountpoint);
      const { status, stdout } = spawnSync('e2fsck', ['-fy', image], { encoding: 'utf8' });
      // 1: errors were there and have been mended.
      if (status !== 0 && status !== 1) throw new Error(`e2fsck could not mend the disk: ${stdout}`);
      mount();
    },
    unmount,
  };
}
