const DAY = 86_400;

/** Shares of a week, Sunday first: people buy on weekends and little on Mondays. */
const WEEK = [1.2, 0.85, 0.9, 0.95, 1, 1.1, 1.3];
/** Shares of a year by month: a quiet summer, gifts in November and December. */
const YEAR = [0.8, 0.85, 0.9, 0.95, 1, 0.9, 0.8, 0.8, 0.95, 1.05, 1.5, 1.8];
/** Trade at the end against the beginning. */
const GROWTH = 1.8;
/** Shares of the hours of a day, in UTC. */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 8, 9, 8, 7, 7, 8, 9, 10, 11, 10, 8, 6, 4];

/** How many of `total` payments fall on each of `days` days up to the midnight `until` (seconds). Their sum is `total`. */
export function paymentsByDay(days: number, total: number, until: number): readonly number[] {
  const weights = Array.from({ length: days }, (_, index) => {
    const date = new Date((until - (days - index) * DAY) * 1_000);
    const trend = 1 + ((GROWTH - 1) * index) / Math.max(days - 1, 1);
    return (WEEK[date.getUTCDay()] ?? 1) * (YEAR[date.getUTCMonth()] ?? 1) * trend;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let given = 0;
  let reached = 0;
  return weights.map((weight) => {
    reached += weight;
    const count = Math.round((reached / sum) * total) - given;
    given += count;
    return count;
  });
}

const HOURS_SUM = HOURS.reduce((all, share) => all + share, 0);

/** A second of a day for a number from 0 to 1: most are in the evening. */
export function secondOfDay(share: number): number {
  let left = share * HOURS_SUM;
  for (const [hour, weight] of HOURS.entries()) {
    if (left < weight) return Math.floor((hour + left / weight) * 3_600);
    left -= weight;
  }
  return DAY - 1;
}
