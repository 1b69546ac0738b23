// This runtime's own Node is too old for today's packages, so a utility process
// runs on the Node beside the executable instead. Messages and transferred
// MessagePorts are relayed over the child's IPC channel; the API is Electron's.
'use strict';
const electron = require('electron');
const { fork } = require('node:child_process');
const { EventEmitter } = require('node:events');
const path = require('node:path');

const NODE = path.join(path.dirname(process.execPath), 'node');
const CHILD_SIDE = path.join(path.dirname(process.execPath), 'parent-port.cjs');

class BridgedUtilityProcess extends EventEmitter {
  #child;
  #ports = new Map();
  #nextPort = 1;

  constructor(modulePath, args = [], options = {}) {
    super();
    const stdio = options.stdio ?? 'inherit';
    this.#child = fork(modulePath, args, {
      execPath: NODE,
      execArgv: ['--require', CHILD_SIDE, ...(options.execArgv ?? [])],
      env: options.env ?? process.env,
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: Array.isArray(stdio)
        ? [...stdio.slice(0, 3), 'ipc']
        : [stdio === 'pipe' ? 'pipe' : 'ignore', stdio, stdio, 'ipc'],
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('error', (error) => this.emit('error', 'FatalError', modulePath, String(error)));
    this.#child.on('exit', (code, signal) => {
      for (const port of this.#ports.values()) port.close();
      this.#ports.clear();
      this.emit('exit', code ?? (signal === 'SIGTERM' ? 143 : 1));
    });
    this.#child.on('message', (frame) => this.#receive(frame));
  }

  get pid() {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }
  get stdout() {
    return this.#child.stdout;
  }
  get stderr() {
    return this.#child.stderr;
  }
  kill() {
    return this.#child.kill('SIGTERM');
  }

  postMessage(message, transfer = []) {
    const ports = transfer.map((port) => this.#adopt(port));
    this.#send({ kind: 'message', message, ports });
  }

  #adopt(port) {
    const id = this.#nextPort++;
    this.#ports.set(id, port);
    port.on('message', (event) => this.#send({ kind: 'port', id, message: event.data }));
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#send({ kind: 'close', id });
    });
    port.start();
    return id;
  }

  #send(frame) {
    if (this.#child.connected) this.#child.send(frame, () => {});
  }

  #receive(frame) {
    if (frame.kind === 'message') this.emit('message', frame.message);
    else if (frame.kind === 'port') this.#ports.get(frame.id)?.postMessage(frame.message);
    else if (frame.kind === 'close') {
      const port = this.#ports.get(frame.id);
      this.#ports.delete(frame.id);
      port?.close();
    }
  }
}

exports.install = () => {
  electron.utilityProcess.fork = (modulePath, args, options) =>
    Array.isArray(args)
      ? new BridgedUtilityProcess(modulePath, args, options)
      : new BridgedUtilityProcess(modulePath, [], args);
};
