import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { BackupStep, MadeBackup } from '#server/storage/backup/makeBackup.ts';
import type { BackupOrder, FromBackup } from './backUp.ts';
import { LAST } from './stepBack.ts';

/**
 * Where a backup is made. A `process` of its own shares neither helper threads nor memory with the server, so that all of it steps back; Electron's fuses
 * forbid a program of ours as Node, so there it is a `thread`.
 */
export type BackupPlace = 'process' | 'thread';

interface Maker {
  onMessage(listen: (message: FromBackup) => void): void;
  onError(listen: (error: Error) => void): void;
  onExit(listen: () => void): void;
  /** Ends it wherever it stands. */
  end(): void;
}

/** It reads no secrets, so it is given none. */
const ENVIRONMENT = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE'];

function startProcess(entry: URL, backup: BackupOrder): Maker {
  const program = [process.execPath, fileURLToPath(entry)] as const;
  // From its first moment: threads that were there before would keep their priority.
  const [command, ...args] =
    process.platform === 'win32' ? program : (['nice', '-n', String(LAST), ...program] as const);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
  });
  // What cannot be sent has ended, and says so itself.
  child.send({ backup }, () => undefined);
  return {
    onMessage: (listen) => void child.on('message', listen),
    onError: (listen) => void child.on('error', listen),
    onExit: (listen) => void child.on('close', listen),
    end: () => void child.kill('SIGKILL'),
  };
}

function startThread(entry: URL, backup: BackupOrder): Maker {
  const worker = new Worker(entry, { workerData: { backup } });
  return {
    onMessage: (listen) => void worker.on('message', listen),
    onError: (listen) => void worker.on('error', listen),
    onExit: (listen) => void worker.on('exit', listen),
    end: () => void worker.terminate(),
  };
}

/**
 * Makes a backup beside the server, in a process or on a thread that ends with it.
 * @param entry core/thread.ts, or its bundle.
 * @param signal ends it wherever it stands: what it leaves is for the caller to sweep away.
 * @throws Error that says why none was made.
 */
export function startBackup(
  entry: URL,
  place: BackupPlace,
  backup: BackupOrder,
  onStep: (step: BackupStep, done: number, total: number) => void,
  signal: AbortSignal,
): Promise<MadeBackup> {
  signal.throwIfAborted();
  const maker = place === 'process' ? startProcess(entry, backup) : startThread(entry, backup);
  signal.addEventListener('abort', maker.end);
  return new Promise((resolve, reject) => {
    let made: MadeBackup | undefined;
    let failure = 'whoever made the backup ended too early';
    maker.onMessage((message) => {
      if ('step' in message) onStep(message.step, message.done, message.total);
      else if ('made' in message) ({ made } = message);
      else ({ failure } = message);
    });
    maker.onError((error) => {
      failure = String(error);
    });
    maker.onExit(() => {
      signal.removeEventListener('abort', maker.end);
      if (made === undefined) reject(new Error(failure));
      else resolve(made);
    });
  });
}
