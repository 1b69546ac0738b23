import { PRINCIPAL_KINDS, type PrincipalKind } from '#shared/wire/access.ts';
import type { Registry } from '#server/monitoring/metrics/registry.ts';

/** A line, as far as it is counted. */
interface Line {
  readonly carrier: string;
  readonly principal: { readonly kind: PrincipalKind };
}

/** Told of lines that open and close. */
export interface LineInstruments {
  opened(line: Line): void;
  /** @param reason the carrier's word; a short list. */
  closed(line: Line, reason: string): void;
}

/** @param open the lines that are open now. */
export function createLineInstruments(registry: Registry, open: () => Iterable<Line>): LineInstruments {
  const connected = registry.gauge({
    name: 'optimaliq_connections',
    help: 'Lines that are open, by who is at their end.',
    labels: ['role'],
  });
  const connects = registry.counter({
    name: 'optimaliq_connects_total',
    help: 'Lines that were opened, by who opened them.',
    labels: ['carrier', 'role'],
  });
  const disconnects = registry.counter({
    name: 'optimaliq_disconnects_total',
    help: 'Lines that ended, by why.',
    labels: ['reason'],
    most: 20,
  });
  registry.beforeTick(() => {
    const counts = new Map<PrincipalKind, number>();
    for (const { principal } of open()) counts.set(principal.kind, (counts.get(principal.kind) ?? 0) + 1);
    for (const role of PRINCIPAL_KINDS.slice(0, 3)) connected.with({ role }).set(counts.get(role) ?? 0);
  });
  return {
    opened: ({ carrier, principal }) => connects.with({ carrier, role: principal.kind }).add(),
    closed: (_line, reason) => disconnects.with({ reason }).add(),
  };
}
