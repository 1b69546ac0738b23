import { contract, isOperationName, type Contract, type OperationName } from '#shared/contract.ts';

export type Carrier = 'socketIo' | 'messagePort' | 'http';

/** Operations that a visitor, staff or somebody not signed in can call; the system's own cannot be reached from outside. */
export const CLIENT_OPERATIONS = (Object.keys(contract) as (keyof Contract)[]).filter(
  (name): name is OperationName =>
    isOperationName(name) && contract[name].principals.some((principal) => principal !== 'system'),
);

/** Where an operation can be called: staff on both of the console's lines, visitors on theirs, and over HTTP what has an address there. */
export function carriersOf(name: OperationName, by: 'customer' | 'staff'): readonly Carrier[] {
  if (by === 'customer') return ['socketIo'];
  return ['socketIo', 'messagePort', ...('http' in contract[name] ? (['http'] as const) : [])];
}
