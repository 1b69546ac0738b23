import { v7 as uuidv7 } from 'uuid';
import { percentile } from './figures.ts';
import { callOver, encodeFrame, openRawSocket, type RawSocket } from './rawSocket.ts';

/** What the bench asks of the generator, as the one argument in JSON. */
export interface GeneratorTask {
  readonly port: number;
  readonly kind: 'relay' | 'durableRelay' | 'product';
  /** A staff session's token, for the product's consoles. */
  readonly token: string;
  readonly visitors: number;
  readonly consoles: number;
  readonly seconds: number;
  /** Messages each visitor keeps under way; or, when `rate` is given, none: messages are sent on time. */
  readonly window: number;
  /** Messages per second in all, or null for as fast as acknowledged. */
  readonly rate: number | null;
  /** Has each so many seconds told by themselves, without those in which they settle. */
  readonly slice?: Slice;
}

/** In seconds. */
export interface Slice {
  readonly length: number;
  /** At its beginning, told of no slice. */
  readonly settling: number;
}

export interface GeneratorResult {
  readonly acknowledged: number;
  readonly delivered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds from when a message was due to its acknowledgement. */
  readonly acknowledgement: { readonly p50: number; readonly p99: number };
  /** The 99th percentile of each slice; empty without slices. */
  readonly slices: readonly number[];
  /** The same to its arrival at the console. */
  readonly delivery: { readonly p50: number; readonly p99: number };
  /** The longest time without any acknowledgement, in milliseconds: a pause of the road, wherever on it. */
  readonly longestGap: number;
  readonly generatorCpu: number;
}

const task = JSON.parse(process.argv[2] ?? '{}') as GeneratorTask;
const PAYLOAD = 'I ordered four of the Tide mugs on Thursday and one of them arrived with a chip on the rim. '.repeat(
  3,
);
const WARM_UP_SECONDS = 5;
const DRAIN_SECONDS = 3;
const TICK_MS = 2;

const DELIVERED = Buffer.from('"body":"@');
const OK = Buffer.from('[{"ok":true');

interface Visitor {
  readonly socket: RawSocket;
  readonly conversationId: string;
  readonly template: ReturnType<typeof frameTemplate>;
  /** When each message under way was due, by the number of its call. */
  readonly due: Map<number, number>;
  next: number;
}

const visitors: Visitor[] = [];
const acknowledgements: number[] = [];
/** Those of each slice. */
const sliced: number[][] = [];
const deliveries: number[] = [];
let measuring = false;
let sending = true;
let acknowledged = 0;
let delivered = 0;
let refused = 0;
let acknowledgedAt = 0;
let started = 0;
let longestGap = 0;

let made = 0;
const RUN = uuidv7();

/** Calls are numbered from here, so that every number has as many digits as the next. */
const FIRST_CALL = 10_000_000;
const DUE_DIGITS = 10;

/** A message as a frame in which only digits are to be replaced: making texts anew costs the generator as much as sending them. */
function frameTemplate(conversationId: string) {
  const id = `${RUN.slice(0, 24)}${'0'.repeat(12)}`;
  const frame = encodeFrame(
    `42/visitor,${String(FIRST_CALL)}["call","chat.send",{"id":"${id}","conversationId":"${conversationId}","body":"@${'0'.repeat(DUE_DIGITS)}@ ${PAYLOAD}"}]`,
  );
  return {
    frame,
    callEnds: frame.indexOf('["call"'),
    idEnds: frame.indexOf(id) + id.length,
    dueEnds: frame.indexOf('@ '),
  };
}

/** Writes a whole number's digits so that they end before `end`. */
function writeDigits(frame: Buffer, value: number, end: number): void {
  for (let rest = value, at = end - 1; rest > 0; rest = Math.floor(rest / 10), at -= 1) frame[at] = 48 + (rest % 10);
}

/** A UUIDv7 of this run's own and a count (whose digits happen to be decimal). `due` goes along in tenths of a millisecond. */
function frameFor(visitor: Visitor, due: number): Buffer {
  const { frame, callEnds, idEnds, dueEnds } = visitor.template;
  const own = Buffer.from(frame);
  visitor.next += 1;
  made += 1;
  visitor.due.set(visitor.next, due);
  writeDigits(own, visitor.next, callEnds);
  writeDigits(own, made, idEnds);
  writeDigits(own, Math.round(due * 10), dueEnds);
  return own;
}

/** `43/visitor,ID[...]`: the number between the comma and the bracket. */
function callOf(packet: Buffer): number {
  let value = 0;
  for (let at = 11; at < packet.length; at += 1) {
    const digit = (packet[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** @param at milliseconds since the measurement began at which the message was due. */
function intoSlice({ length, settling }: Slice, at: number, taken: number): void {
  const number = Math.floor(at / 1_000 / length);
  if (number >= 0 && at / 1_000 - number * length >= settling) (sliced[number] ??= []).push(taken);
}

function onAcknowledged(visitor: Visitor, packet: Buffer): void {
  const call = callOf(packet);
  const due = visitor.due.get(call);
  if (due === undefined) return;
  visitor.due.delete(call);
  if (!packet.includes(OK)) refused += 1;
  else if (measuring) {
    const now = performance.now();
    acknowledged += 1;
    acknowledgements.push(now - due);
    if (task.slice !== undefined) intoSlice(task.slice, due - started, now - due);
    longestGap = Math.max(longestGap, now - acknowledgedAt);
    acknowledgedAt = now;
  }
  if (sending && task.rate === null) visitor.socket.write(frameFor(visitor, performance.now()));
}

function onConsolePacket(packet: Buffer): void {
  let at = packet.indexOf(DELIVERED);
  while (at !== -1) {
    const from = at + DELIVERED.length;
    if (measuring) {
      delivered += 1;
      if (task.rate !== null)
        deliveries.push(performance.now() - Number(packet.toString('latin1', from, from + DUE_DIGITS)) / 10);
    }
    at = packet.indexOf(DELIVERED, from);
  }
}

async function openConsoles(): Promise<((name: string, input: unknown) => Promise<unknown>)[]> {
  const opened = [];
  for (let index = 0; index < task.consoles; index += 1) {
    const answers = new Map<number, (value: unknown) => void>();
    const socket = await openRawSocket(task.port, '/console', { token: task.token }, (packet) => {
      // `43/console,ID[...]` answers a call of ours; everything else carries events.
      if (packet[1] === 51) {
        const text = packet.toString();
        const bracket = text.indexOf('[');
        answers.get(Number(text.slice('43/console,'.length, bracket)))?.(JSON.parse(text.slice(bracket)));
      } else onConsolePacket(packet);
    });
    opened.push(callOver(socket, '/console', answers));
  }
  return opened;
}

async function openVisitor(index: number): Promise<Visitor> {
  const answers = new Map<number, (value: unknown) => void>();
  const own: { visitor?: Visitor } = {};
  const socket = await openRawSocket(task.port, '/visitor', { siteKey: 'demo' }, (packet) => {
    if (packet[1] !== 51) return;
    if (own.visitor !== undefined) onAcknowledged(own.visitor, packet);
    else {
      const text = packet.toString();
      const bracket = text.indexOf('[');
      answers.get(Number(text.slice('43/visitor,'.length, bracket)))?.(JSON.parse(text.slice(bracket)));
    }
  });
  let conversationId = uuidv7();
  if (task.kind === 'product') {
    const call = callOver(socket, '/visitor', answers);
    const [reply] = (await call('chat.start', { id: conversationId })) as [
      { ok: boolean; value: { conversationId: string } },
    ];
    if (!reply.ok) throw new Error(`visitor ${String(index)} could not start: ${JSON.stringify(reply)}`);
    ({ conversationId } = reply.value);
  }
  own.visitor = { socket, conversationId, template: frameTemplate(conversationId), due: new Map(), next: FIRST_CALL };
  return own.visitor;
}

function spread(values: number[]): { p50: number; p99: number } {
  values.sort((a, b) => a - b);
  return { p50: Number(percentile(values, 0.5).toFixed(2)), p99: Number(percentile(values, 0.99).toFixed(2)) };
}

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Sends `rate` messages a second in all, each counted from when it was due, however late it left. */
function sendOnTime(rate: number): () => void {
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const dueNow = Math.floor(((performance.now() - started) / 1_000) * rate);
    for (; sent < dueNow; sent += 1) {
      const visitor = visitors[sent % visitors.length];
      visitor?.socket.write(frameFor(visitor, started + (sent / rate) * 1_000));
    }
  }, TICK_MS);
  return () => {
    clearInterval(timer);
  };
}

const consoles = await openConsoles();
for (let index = 0; index < task.visitors; index += 1) {
  const visitor = await openVisitor(index);
  visitors.push(visitor);
  if (task.kind === 'product') {
    const reply = await consoles[index % consoles.length]?.('feed.subscribe', {
      subscription: `conversation:${visitor.conversationId}`,
    });
    if (!JSON.stringify(reply).includes('"ok":true'))
      throw new Error(`a console could not subscribe: ${JSON.stringify(reply)}`);
  }
}

process.send?.({ opened: true });
let stopSending = (): void => undefined;
if (task.rate === null) {
  for (const visitor of visitors) {
    visitor.socket.write(
      Buffer.concat(Array.from({ length: task.window }, () => frameFor(visitor, performance.now()))),
    );
  }
} else stopSending = sendOnTime(task.rate);
await pause(WARM_UP_SECONDS);
process.send?.({ measuring: true });
const cpuBefore = process.cpuUsage();
started = performance.now();
acknowledgedAt = started;
measuring = true;
await pause(task.seconds);
measuring = false;
const seconds = (performance.now() - started) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
process.send?.({ measured: true });
sending = false;
stopSending();
for (let waited = 0; waited < DRAIN_SECONDS * 10 && visitors.some(({ due }) => due.size > 0); waited += 1)
  await pause(0.1);

const result: GeneratorResult = {
  acknowledged,
  delivered,
  refused,
  seconds,
  acknowledgement: spread(acknowledgements),
  slices: sliced.map((taken) => spread(taken).p99),
  delivery: spread(deliveries),
  longestGap: Number(longestGap.toFixed(1)),
  generatorCpu: (cpu.user + cpu.system) / 1e6 / seconds,
};
process.send?.({ result });
process.disconnect();
process.exit(0);
