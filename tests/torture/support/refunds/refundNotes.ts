import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';

/** Notes each state that a refund comes to, within the server's own transactions, so that what is rolled back or killed is not noted. */
const NOTES = `
  CREATE TABLE torture_refund (number INTEGER PRIMARY KEY, refundId TEXT NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TRIGGER torture_refund_added AFTER INSERT ON refund_intent
    BEGIN INSERT INTO torture_refund (refundId, state) VALUES (NEW.id, NEW.state); END;
  CREATE TRIGGER torture_refund_changed AFTER UPDATE OF state ON refund_intent WHEN NEW.state <> OLD.state
    BEGIN INSERT INTO torture_refund (refundId, state) VALUES (NEW.id, NEW.state); END;`;

/** Before the first start of the server. */
export function noteRefunds(dataDirectory: string): void {
  const { raw, close } = openForWriting(databaseFileIn(dataDirectory));
  raw.exec(NOTES);
  close();
}

interface Entry {
  readonly name: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly state: string;
}

const BY_PEOPLE = new Set([
  'billing.refundDrafted',
  'billing.refundRequested',
  'billing.refundApproved',
  'billing.refundRefused',
  'billing.refundWithdrawn',
]);

/**
 * The journal tells of each state that a refund came to, once and in order, and who brought it there: never the same person twice where a second one decides.
 * @returns what is wrong, in words.
 */
export function journalFaults(dataDirectory: string, refundIds: readonly string[]): readonly string[] {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  try {
    const noted = raw.prepare<[string], string>('SELECT state FROM torture_refund WHERE refundId = ? ORDER BY number');
    const entries = raw.prepare<[string], Entry>(
      `SELECT journal.name, actorKind, actorId, json_extract(factsJson, '$.state') AS state FROM journal
       JOIN journal_subject AS subject ON subject.seq = journal.seq
       WHERE subject.kind = 'refund' AND subject.id = ? ORDER BY journal.seq`,
    );
    return refundIds.flatMap((id) => {
      const states = noted.pluck().all(id).join();
      const told = entries.all(id);
      const inJournal = told.map(({ state }) => state).join();
      const faults = states === inJournal ? [] : [`refund ${id} was ${states}, and the journal says ${inJournal}`];
      for (const { name, actorKind, actorId } of told)
        if (BY_PEOPLE.has(name) !== (actorKind === 'staff' && actorId !== null))
          faults.push(`${name} of refund ${id} is said to be by ${actorKind} ${String(actorId)}`);
      const decider = told.find(({ name }) => name === 'billing.refundApproved' || name === 'billing.refundRefused');
      const hands = told.filter(({ name }) => name === 'billing.refundDrafted' || name === 'billing.refundRequested');
      if (decider !== undefined && hands.some(({ actorId }) => actorId === decider.actorId))
        faults.push(`refund ${id} was decided by who wanted it`);
      return faults;
    });
  } finally {
    close();
  }
}
