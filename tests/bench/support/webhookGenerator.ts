import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { percentile } from './figures.ts';
import { signedRequests, type EventTexts } from './signedEvents.ts';

/** What the bench asks of the generator, as its first message. */
export interface WebhookTask {
  readonly port: number;
  readonly secret: string;
  readonly texts: EventTexts;
  /** Letters and digits that no other task of this server has; null sends each text once, as it is. */
  readonly run: string | null;
  readonly connections: number;
  /** Of those that are measured. */
  readonly count: number;
  readonly warmUp: number;
  /** Requests a second in all, or null for as fast as they are answered. */
  readonly rate: number | null;
  /** Begins when it is told to, and sends in every second part of so many seconds only, beginning with the second. */
  readonly everySecond?: number;
}

export interface WebhookResult {
  readonly answered: number;
  /** Answered with another status than 200. */
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds to the answer; with a rate, from when the request was due. */
  readonly answer: { readonly p50: number; readonly p99: number };
  readonly generatorCpu: number;
}

const OK = Buffer.from('HTTP/1.1 200 ');
const HEAD_END = Buffer.from('\r\n\r\n');
const TICK_MS = 2;

/** A connection that is kept, with one request under way at a time. @param onAnswer told of each answer. */
function openConnection(port: number, onAnswer: (isOk: boolean) => void): Promise<Socket> {
  let pending: Buffer = Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      resolve(socket);
    });
    socket.on('error', reject);
    socket.on('end', () => {
      throw new Error('the server closed a connection');
    });
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const head = pending.indexOf(HEAD_END);
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(pending.toString('latin1', 0, head))?.[1] ?? 0);
      if (pending.length < head + HEAD_END.length + length) return;
      const isOk = pending.subarray(0, OK.length).equals(OK);
      pending = Buffer.alloc(0);
      onAnswer(isOk);
    });
  });
}

/** Sends all of `requests`. @returns how long it took and what was answered. */
async function send(task: WebhookTask, requests: readonly Buffer[]): Promise<Omit<WebhookResult, 'generatorCpu'>> {
  const { port, connections, rate, everySecond } = task;
  const taken: number[] = [];
  const idle: (() => void)[] = [];
  const finished = Promise.withResolvers<undefined>();
  let next = 0;
  let refused = 0;
  let started = 0;
  function dueOf(place: number): number {
    if (rate === null) return performance.now();
    const sending = place / rate;
    const resting = everySecond === undefined ? 0 : (Math.floor(sending / everySecond) + 1) * everySecond;
    return started + (sending + resting) * 1_000;
  }

  async function open(): Promise<() => void> {
    let due = 0;
    const socket = await openConnection(port, (isOk) => {
      taken.push(performance.now() - due);
      if (!isOk) refused += 1;
      if (taken.length === requests.length) finished.resolve(undefined);
      else if (rate === null) goOn();
      else idle.push(goOn);
    });
    function goOn(): void {
      const request = requests[next];
      if (request === undefined) return;
      due = dueOf(next);
      next += 1;
      socket.write(request);
    }
    sockets.push(socket);
    return goOn;
  }
  const sockets: Socket[] = [];
  const all = await Promise.all(Array.from({ length: connections }, open));
  started = performance.now();
  if (rate === null) for (const goOn of all) goOn();
  else {
    idle.push(...all);
    const timer = setInterval(() => {
      while (next < requests.length && dueOf(next) <= performance.now()) {
        const goOn = idle.shift();
        if (goOn === undefined) return;
        goOn();
      }
      if (next >= requests.length) clearInterval(timer);
    }, TICK_MS);
  }
  await finished.promise;
  const seconds = (performance.now() - started) / 1_000;
  for (const socket of sockets) socket.destroy();
  taken.sort((one, other) => one - other);
  const part = (of: number): number => Number(percentile(taken, of).toFixed(2));
  return { answered: taken.length, refused, seconds, answer: { p50: part(0.5), p99: part(0.99) } };
}

process.once('message', (task: WebhookTask) => {
  void (async () => {
    const prepare = (run: string | null, count: number) => signedRequests(task.texts, { ...task, run, count });
    if (task.warmUp > 0) await send({ ...task, rate: null }, prepare(`${String(task.run)}w`, task.warmUp));
    const requests = prepare(task.run, task.count);
    process.send?.({ measuring: true });
    if (task.everySecond !== undefined) await once(process, 'message');
    const before = process.cpuUsage();
    const result = await send(task, requests);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ result: { ...result, generatorCpu: (user + system) / 1e6 / result.seconds } }, () =>
      process.exit(0),
    );
  })();
});
