import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import type { Arrivals } from './arrivals.ts';

/** A client of the server under test, over whichever carrier. */
export interface TestClient {
  readonly carrier: 'socketIo' | 'messagePort' | 'http';
  /** Calls with anything as name and input, and resolves with the acknowledgement as it came. */
  readonly ask: (name: unknown, input: unknown) => Promise<Reply>;
  /** Resolves with the value. @throws AppError what the server refused with. */
  readonly call: <Name extends OperationName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;
  /** The error a call is refused with; fails when it is not. */
  readonly refusal: (name: unknown, input: unknown) => Promise<AppError>;
  readonly events: Arrivals<EventFrame>;
  /** Resolves when the server has signed this client out. */
  readonly signedOut: Promise<void>;
  readonly close: () => Promise<void>;
}

type Calls = Pick<TestClient, 'call' | 'refusal'>;

export function callsOver(ask: TestClient['ask']): Calls {
  return {
    call: async <Name extends OperationName>(name: Name, input: InputOf<Name>) => {
      const reply = await ask(name, input);
      if (!reply.ok) throw AppError.fromWire(reply.error);
      return reply.value as OutputOf<Name>;
    },
    refusal: async (name, input) => {
      const reply = await ask(name, input);
      if (reply.ok) throw new Error(`${String(name)} was not refused but answered ${JSON.stringify(reply.value)}`);
      return AppError.fromWire(reply.error);
    },
  };
}
