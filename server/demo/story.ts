import { DEMO_CONVERSATIONS, type DemoAsk } from './conversations.ts';
import type { StaffSpeaker } from './people.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

export interface StoryLine {
  /** UTC milliseconds. */
  readonly at: number;
  /** `c` is the customer. */
  readonly speaker: 'c' | StaffSpeaker;
  readonly body: string;
}

/** A conversation of the demo, with the time of everything in it. */
export interface Story {
  /** Which customer it is; one who returns has several stories, none of which overlap. */
  readonly customer: number;
  readonly name: string | null;
  readonly email: string | null;
  /** Not empty, in the order of time; the customer speaks first. */
  readonly lines: readonly StoryLine[];
  readonly closed: { readonly at: number; readonly by: StaffSpeaker } | null;
  /** Money that the customer is asked for; told only where there is a Stripe to ask. */
  readonly ask?: DemoAsk & { readonly at: number };
}

/** The conversations written by hand, which happened in the hours and days before `now`. */
export function writtenStories(now: number): readonly Story[] {
  return DEMO_CONVERSATIONS.map(({ customer, email, startedAgo, pace, closed, lines, ask }, index) => {
    const timeOf = (line: number): number => now - (startedAgo - line * pace) * MINUTE_MS;
    return {
      customer: index,
      name: customer,
      email,
      lines: lines.map((line, at) => ({
        at: timeOf(at),
        speaker: line.slice(0, 1) as StoryLine['speaker'],
        body: line.slice(2),
      })),
      closed: closed ? { at: timeOf(lines.length), by: 's' } : null,
      ...(ask === undefined ? {} : { ask: { ...ask, at: timeOf(lines.length) } }),
    };
  });
}
