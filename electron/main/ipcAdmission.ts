import { isConsoleAddress } from './consoleAddress.ts';

/** The part of Electron's WebFrameMain that tells who sent a message. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** A request of the page: `parse` answers with what the handler may rely on, or `null` to refuse. */
export interface IpcRequest<Input> {
  readonly channel: string;
  readonly parse: (parameters: readonly unknown[]) => Input | null;
}

/** Only the console's own top frame may speak to the main process; a frame that is gone (`null`) may not. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isConsoleAddress(frame.url);
}

/** For requests without parameters. */
export function parseNothing(parameters: readonly unknown[]): true | null {
  return parameters.length === 0 ? true : null;
}

/** For requests with exactly one parameter, of a closed set. */
export function parseOne<Value>(
  isValue: (value: unknown) => value is Value,
): (parameters: readonly unknown[]) => Value | null {
  return (parameters) => {
    const [value] = parameters;
    return parameters.length === 1 && isValue(value) ? value : null;
  };
}

/** For requests with exactly two parameters. */
export function parseTwo<One, Other>(
  isOne: (value: unknown) => value is One,
  isOther: (value: unknown) => value is Other,
): (parameters: readonly unknown[]) => readonly [One, Other] | null {
  return (parameters) => {
    const [one, other] = parameters;
    return parameters.length === 2 && isOne(one) && isOther(other) ? [one, other] : null;
  };
}

/**
 * What a request's handler may rely on.
 * @throws Error when the sender is not the console's top frame or the parameters are not of the expected shape.
 */
export function admit<Input>(
  frame: SenderFrame | null,
  request: IpcRequest<Input>,
  parameters: readonly unknown[],
): Input {
  if (!isTrustedSender(frame)) throw new Error(`${request.channel}: refused, the sender is not the console`);
  const input = request.parse(parameters);
  if (input === null) throw new Error(`${request.channel}: refused, the parameters are not valid`);
  return input;
}
