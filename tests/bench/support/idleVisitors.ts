import { openRawSocket, type RawSocket } from './rawSocket.ts';

// node idleVisitors.ts PORT COUNT: visitors who open the chat and then only keep the line. Prints `joined N`, and at a line on stdin `open N`.
const [port, count] = process.argv.slice(2).map(Number) as [number, number];
const ABREAST = 50;

const sockets: RawSocket[] = [];
let closed = 0;
let next = 0;
async function lane(): Promise<void> {
  while (next < count) {
    next += 1;
    sockets.push(
      await openRawSocket(
        port,
        '/visitor',
        { siteKey: 'shop' },
        () => undefined,
        () => (closed += 1),
      ),
    );
  }
}
await Promise.all(Array.from({ length: ABREAST }, lane));
console.log(`joined ${String(sockets.length)}`);
process.stdin.on('data', () => {
  console.log(`open ${String(sockets.length - closed)}`);
});
process.stdin.on('end', () => process.exit(0));
