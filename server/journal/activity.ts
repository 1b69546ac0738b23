/** What is known of somebody who may be at several devices: active at one, idle at all, or at none. */
export type Activity = 'active' | 'idle' | 'gone';

export interface ActivityOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
  /** A report of activity counts for this long, in milliseconds. */
  readonly lastsMs: number;
  /** Who loses a line is shown as before for this long, in milliseconds. */
  readonly graceMs: number;
  readonly onChange: (who: string, activity: Activity) => void;
}

/** Who is active, by what their lines have reported. A line that has reported nothing is nobody's presence. */
export interface ActivityBook {
  report(line: object, who: string, isActive: boolean): void;
  /** The line was lost; it may come back. */
  lost(line: object): void;
  /** Whoever was on the line has left it by their own will: there is no grace. */
  left(line: object): void;
  of(who: string): Activity;
}

/** Deadlines that are due within this many milliseconds of each other are looked at together. */
const TURN_MS = 1_000;

interface Person {
  /** Each line's time until which it is active; 0 when it is idle. */
  readonly lines: Map<object, number>;
  /** Until when a lost line still counts, and a lost active one as active. */
  lineUntil: number;
  activeUntil: number;
  told: Activity;
}

export function createActivityBook({ now, after, lastsMs, graceMs, onChange }: ActivityOptions): ActivityBook {
  const people = new Map<string, Person>();
  const whoIsOn = new Map<object, string>();
  const closed = new WeakSet();
  let nextTurn = Infinity;

  function activityOf({ lines, lineUntil, activeUntil }: Person, at: number): Activity {
    if (activeUntil > at) return 'active';
    for (const until of lines.values()) if (until > at) return 'active';
    return lines.size > 0 || lineUntil > at ? 'idle' : 'gone';
  }

  function nextDeadline({ lines, lineUntil, activeUntil }: Person, at: number): number {
    const deadlines = [...lines.values(), lineUntil, activeUntil].filter((until) => until > at);
    return Math.min(...deadlines);
  }

  function look(who: string, person: Person): void {
    const at = now();
    const activity = activityOf(person, at);
    arm(nextDeadline(person, at));
    if (activity === 'gone') people.delete(who);
    if (activity === person.told) return;
    person.told = activity;
    onChange(who, activity);
  }

  function arm(deadline: number): void {
    if (deadline === Infinity) return;
    const turn = Math.max(deadline, now() + TURN_MS);
    if (turn >= nextTurn) return;
    nextTurn = turn;
    after(turn - now(), () => {
      // An earlier turn may have been asked for since; this one then has nothing left to do.
      if (nextTurn !== turn) return;
      nextTurn = Infinity;
      for (const [who, person] of [...people]) look(who, person);
    });
  }

  function remove(line: object, hold: boolean): void {
    const who = whoIsOn.get(line);
    whoIsOn.delete(line);
    const person = who === undefined ? undefined : people.get(who);
    if (who === undefined || person === undefined) return;
    const wasActive = (person.lines.get(line) ?? 0) > now();
    person.lines.delete(line);
    if (hold) {
      person.lineUntil = now() + graceMs;
      if (wasActive) person.activeUntil = person.lineUntil;
    }
    look(who, person);
  }

  return {
    report: (line, who, isActive) => {
      if (closed.has(line)) return;
      if (whoIsOn.get(line) !== who) remove(line, false);
      whoIsOn.set(line, who);
      let person = people.get(who);
      if (person === undefined) {
        person = { lines: new Map<object, number>(), lineUntil: 0, activeUntil: 0, told: 'gone' };
        people.set(who, person);
      }
      person.lines.set(line, isActive ? now() + lastsMs : 0);
      look(who, person);
    },
    lost: (line) => {
      closed.add(line);
      remove(line, true);
    },
    left: (line) => {
      remove(line, false);
    },
    of: (who) => {
      const person = people.get(who);
      return person === undefined ? 'gone' : activityOf(person, now());
    },
  };
}
