// The child's end of the utility-process bridge: gives a plain Node process the
// `process.parentPort` and MessagePorts that Electron gives a utility process.
'use strict';
const { EventEmitter } = require('node:events');

const ports = new Map();
const send = (frame) => {
  if (process.connected) process.send(frame, () => {});
};

class RelayedPort extends EventEmitter {
  #id;
  #started = false;
  #backlog = [];
  constructor(id) {
    super();
    this.#id = id;
    ports.set(id, this);
  }
  start() {
    this.#started = true;
    for (const message of this.#backlog.splice(0)) this.emit('message', { data: message, ports: [] });
  }
  postMessage(message) {
    send({ kind: 'port', id: this.#id, message });
  }
  close() {
    if (ports.delete(this.#id)) {
      send({ kind: 'close', id: this.#id });
      this.emit('close');
    }
  }
  deliver(message) {
    if (this.#started) this.emit('message', { data: message, ports: [] });
    else this.#backlog.push(message);
  }
}

class ParentPort extends EventEmitter {
  postMessage(message) {
    send({ kind: 'message', message });
  }
}

if (process.send) {
  const parentPort = new ParentPort();
  const early = [];
  parentPort.on('newListener', (event) => {
    if (event === 'message')
      setImmediate(() => {
        for (const e of early.splice(0)) parentPort.emit('message', e);
      });
  });
  Object.defineProperty(process, 'parentPort', { value: parentPort });
  process.on('message', (frame) => {
    if (frame.kind === 'message') {
      const event = { data: frame.message, ports: frame.ports.map((id) => new RelayedPort(id)) };
      if (parentPort.listenerCount('message')) parentPort.emit('message', event);
      else early.push(event);
    } else if (frame.kind === 'port') ports.get(frame.id)?.deliver(frame.message);
    else if (frame.kind === 'close') {
      const port = ports.get(frame.id);
      ports.delete(frame.id);
      port?.emit('close');
    }
  });
  process.on('disconnect', () => process.exit(0));
}
