import { utilityProcess } from 'electron';
import type { ForkServer } from './serverChild.ts';

/** Forks the server's bundle as an Electron utility process: a Node process of its own, without this one's privileges. */
export function createForkServer(entry: string): ForkServer {
  return ({ dataDirectory, port, isDemo, hub }) => {
    const parameters = [
      '--data',
      dataDirectory,
      '--port',
      String(port),
      ...(isDemo ? ['--demo'] : []),
      ...(hub === null ? [] : ['--hub', hub]),
    ];
    const child = utilityProcess.fork(entry, parameters, { serviceName: 'OptimaliQ Server', stdio: 'inherit' });
    return {
      send(message, ports = []) {
        child.postMessage(message, ports);
      },
      kill() {
        // Not child.kill(): that is SIGTERM, which a process that hangs never gets to hear.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
      onMessage(listener) {
        child.on('message', listener);
      },
      onExit(listener) {
        child.once('exit', listener);
      },
    };
  };
}
