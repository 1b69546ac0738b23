import { contract } from '#shared/contract.ts';

interface Registered {
  readonly commands: readonly string[];
  readonly queries: readonly string[];
  readonly gateway: readonly string[];
}

/**
 * Checks that every operation of the contract has exactly one handler, in its place, and that there is no handler for anything else.
 * @throws TypeError that names each fault.
 */
export function checkHandlers({ commands, queries, gateway }: Registered): void {
  const faults: string[] = [];
  const places: readonly (readonly [place: string, names: readonly string[]])[] = [
    ['core command', commands],
    ['core query', queries],
    ['gateway', gateway],
  ];
  for (const [name, declaration] of Object.entries(contract)) {
    const found = places.flatMap(([place, names]) => names.filter((each) => each === name).map(() => place));
    if (declaration.kind === 'event') {
      if (found.length > 0) faults.push(`${name} is an event and cannot have a handler`);
      continue;
    }
    const expected = declaration.place === 'gateway' ? 'gateway' : `core ${declaration.kind}`;
    if (found.length === 0) faults.push(`${name} has no handler`);
    else if (found.length > 1) faults.push(`${name} has two handlers (${found.join(', ')})`);
    else if (found[0] !== expected)
      faults.push(`${name} is handled as ${String(found[0])}, the contract says ${expected}`);
  }
  for (const [place, names] of places) {
    for (const name of names)
      if (!Object.hasOwn(contract, name)) faults.push(`${name} (${place}) is not in the contract`);
  }
  if (faults.length > 0) throw new TypeError(`The contract and its handlers do not match: ${faults.join('; ')}.`);
}
