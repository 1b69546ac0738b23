import { expect, it } from 'vitest';
import { checkHandlers } from '#server/dispatch/handlers.ts';
import { contract, type OperationName } from '#shared/contract.ts';

function whole() {
  const named = (matches: (declaration: (typeof contract)[OperationName]) => boolean): string[] =>
    Object.entries(contract)
      .filter(([, declaration]) => declaration.kind !== 'event' && matches(declaration))
      .map(([name]) => name);
  return {
    commands: named(({ kind, place }) => kind === 'command' && place === 'core'),
    queries: named(({ kind, place }) => kind === 'query' && place === 'core'),
    gateway: named(({ place }) => place === 'gateway'),
  };
}

const without = (names: readonly string[], name: string) => names.filter((each) => each !== name);

it('every operation has its one handler', () => {
  expect(() => checkHandlers(whole())).not.toThrow();
});

it('one that is missing, double, in the wrong place or of no operation is named, all at once', () => {
  const { commands, queries, gateway } = whole();
  const faulty = {
    commands: [...without(commands, 'chat.send'), 'chat.counts', 'chat.shout', 'chat.messageAdded'],
    queries: without(queries, 'chat.counts'),
    gateway: [...gateway, 'chat.typing'],
  };
  expect(() => checkHandlers(faulty)).toThrow(TypeError);
  for (const fault of [
    'chat.send has no handler',
    'chat.counts is handled as core command, the contract says core query',
    'chat.typing has two handlers (gateway, gateway)',
    'chat.shout (core command) is not in the contract',
    'chat.messageAdded is an event and cannot have a handler',
  ]) {
    expect(() => checkHandlers(faulty)).toThrow(fault);
  }
});
