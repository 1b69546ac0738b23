import { createServer } from 'node:http';
import Stripe from 'stripe';

export interface Receiver {
  readonly url: string;
  /** Events whose signature the SDK accepted, in the order of their arrival. */
  readonly events: readonly Stripe.Event[];
  /** What the SDK refused. */
  readonly refused: readonly string[];
  /** How many deliveries came, whatever they were answered with. */
  readonly count: () => number;
  /** The status that the next deliveries are answered with. */
  answerWith: (status: number) => void;
  readonly close: () => Promise<void>;
}

/** A webhook endpoint as a shop runs it: it checks every signature with the SDK. */
export async function startReceiver(secret: string | (() => string)): Promise<Receiver> {
  const events: Stripe.Event[] = [];
  const refused: string[] = [];
  let status = 200;
  let count = 0;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      count += 1;
      if (status === 200) {
        try {
          const signature = request.headers['stripe-signature'] ?? '';
          const key = typeof secret === 'string' ? secret : secret();
          events.push(Stripe.webhooks.constructEvent(Buffer.concat(pieces), signature, key));
        } catch (error) {
          refused.push(String(error));
        }
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/webhooks`,
    events,
    refused,
    count: () => count,
    answerWith(next) {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
