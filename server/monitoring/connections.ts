import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { callsPerMinute, type Activity } from './lineActivity.ts';

/** A line, as far as it is shown and ended. */
interface Line {
  readonly id: string;
  readonly carrier: 'messagePort' | 'socketIo' | 'http';
  readonly address: string;
  readonly client: string;
  readonly principal: Principal;
  renew(): void;
}

interface Context {
  readonly connection: Line;
}

export interface ConnectionsGatewayOptions {
  readonly open: () => Iterable<Line>;
  readonly activity: Activity;
  readonly submit: <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by?: Principal,
  ) => Promise<OutputOf<Name>>;
  /** UTC milliseconds. */
  readonly clock: () => number;
}

type Shown = OutputOf<'monitoring.connections'>['lines'][number];
type Kind = Shown['kind'];

const kindOf = ({ kind }: Principal): Kind => (kind === 'staff' || kind === 'visitor' ? kind : 'anonymous');

/** Whose a line is, as the journal knows them. */
function subjectOf(principal: Principal): string | null {
  if (principal.kind === 'staff') return principal.accountId;
  return principal.kind === 'visitor' ? principal.visitorId : null;
}

/** Who is connected, and the end of a line by hand. */
export function createConnectionsGateway({ open, activity, submit, clock }: ConnectionsGatewayOptions) {
  // The desktop's window has one line, which it would open again at once; who asks would not hear the answer.
  const canDisconnect = (line: Line, asking: Line): boolean => line.carrier === 'socketIo' && line !== asking;

  function show(line: Line, asking: Line, at: number): Shown {
    const { id, carrier, address, client, principal } = line;
    const known = activity.of(line);
    return {
      id,
      carrier,
      kind: kindOf(principal),
      account:
        principal.kind === 'staff'
          ? { id: principal.accountId, name: principal.name, roles: [...principal.roles] }
          : null,
      address,
      client,
      since: known?.since ?? at,
      lastCallAt: known?.lastCallAt ?? null,
      callsPerMinute: known === undefined ? 0 : callsPerMinute(known, at),
      canDisconnect: canDisconnect(line, asking),
    };
  }

  return {
    'monitoring.connections': (
      { connection: asking }: Context,
      { kind: wanted, limit }: ParsedInputOf<'monitoring.connections'>,
    ): OutputOf<'monitoring.connections'> => {
      const at = clock();
      const counts = { staff: 0, visitor: 0, anonymous: 0 };
      const lines: Line[] = [];
      for (const line of open()) {
        const kind = kindOf(line.principal);
        counts[kind] += 1;
        if (wanted === 'all' || wanted === kind) lines.push(line);
      }
      const busy = (line: Line): number => {
        const known = activity.of(line);
        return known === undefined ? 0 : callsPerMinute(known, at);
      };
      const rank = ({ principal: { kind } }: Line): number => (kind === 'staff' ? 0 : 1);
      lines.sort((one, other) => rank(one) - rank(other) || busy(other) - busy(one));
      return { counts, lines: lines.slice(0, limit).map((line) => show(line, asking, at)) };
    },
    'monitoring.disconnect': async (
      { connection: asking }: Context,
      { lineId, reason }: ParsedInputOf<'monitoring.disconnect'>,
    ): Promise<OutputOf<'monitoring.disconnect'>> => {
      const line = [...open()].find(({ id }) => id === lineId);
      if (line === undefined) throw new AppError('NOT_FOUND', 'This connection has ended already.', { reason: 'line' });
      if (!canDisconnect(line, asking))
        throw new AppError('CONFLICT', 'This connection cannot be ended from here.', { reason: 'ownLine' });
      const { principal } = line;
      // Recorded first: a line that was ended is in the journal, whatever happens next.
      await submit(
        'monitoring.recordDisconnection',
        { kind: kindOf(principal), subjectId: subjectOf(principal), reason },
        asking.principal,
      );
      line.renew();
      return {};
    },
  };
}
