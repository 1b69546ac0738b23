import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';

/**
 * Notes within the server's own transactions, so that what is rolled back or killed is not noted: each time an event stops waiting, and each time an object of the
 * mirror really changes, with the journal's newest entry then.
 */
const NOTES = `
  CREATE TABLE torture_taken (eventNumber INTEGER NOT NULL) STRICT;
  CREATE TABLE torture_change (kind TEXT NOT NULL, id TEXT NOT NULL, afterSeq INTEGER NOT NULL) STRICT;
  CREATE INDEX torture_change_of ON torture_change (kind, id, afterSeq);
  CREATE TRIGGER torture_event_taken AFTER UPDATE OF state ON stripe_event WHEN OLD.state = 'waiting' AND NEW.state <> 'waiting'
    BEGIN INSERT INTO torture_taken VALUES (NEW.number); END;
  CREATE TRIGGER torture_object_added AFTER INSERT ON stripe_object
    BEGIN INSERT INTO torture_change SELECT NEW.kind, NEW.id, coalesce(max(seq), 0) FROM journal; END;
  CREATE TRIGGER torture_object_changed AFTER UPDATE ON stripe_object
    WHEN NEW.packed IS NOT OLD.packed OR NEW.isGone <> OLD.isGone
    BEGIN INSERT INTO torture_change SELECT NEW.kind, NEW.id, coalesce(max(seq), 0) FROM journal; END;`;

/** Before the first start of the server. */
export function noteEffects(dataDirectory: string): void {
  const { raw, close } = openForWriting(databaseFileIn(dataDirectory));
  raw.exec(NOTES);
  close();
}

/**
 * No event has had its effect twice. (1) Each event that is done stopped waiting in exactly one committed transaction, which is the one that holds its effect and the
 * journal's entries of it. (2) Each entry `billing.paymentChanged` tells of a change of its own: since the entry before of the same payment, one of the objects
 * that its row is computed from has really changed.
 * @returns what is wrong, in words.
 */
export function effectFaults(dataDirectory: string): readonly string[] {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  try {
    const takenOften = raw
      .prepare<[], { id: string; times: number }>(
        `SELECT event.id, count(taken.eventNumber) AS times FROM stripe_event AS event
         LEFT JOIN torture_taken AS taken ON taken.eventNumber = event.number
         WHERE event.state <> 'waiting' GROUP BY event.number HAVING times <> 1`,
      )
      .all()
      .map(({ id, times }) => `event ${id} was processed ${String(times)} times`);
    const told = raw
      .prepare<[], { paymentId: string; seq: number; before: number }>(
        `SELECT subject.id AS paymentId, journal.seq,
           coalesce(lag(journal.seq) OVER (PARTITION BY subject.id ORDER BY journal.seq), 0) AS before
         FROM journal JOIN journal_subject AS subject ON subject.seq = journal.seq AND subject.kind = 'payment'
         WHERE journal.name = 'billing.paymentChanged'`,
      )
      .all();
    const change = raw.prepare<[string, string, number, number]>(
      `SELECT 1 FROM (
         SELECT kind, id FROM stripe_object WHERE paymentId = ?
         UNION ALL SELECT 'customer', stripeCustomerId FROM payment WHERE id = ? AND stripeCustomerId IS NOT NULL
       ) AS object JOIN torture_change AS change USING (kind, id) WHERE change.afterSeq >= ? AND change.afterSeq < ?`,
    );
    const untold = told
      .filter(({ paymentId, before, seq }) => change.get(paymentId, paymentId, before, seq) === undefined)
      .map(({ paymentId, seq }) => `entry ${String(seq)} tells of a change of ${paymentId} that there was not`);
    return [...takenOften, ...untold];
  } finally {
    close();
  }
}
