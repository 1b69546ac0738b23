import { median, short, spread } from './figures.ts';
import { measure, type Load, type Measurement } from './measure.ts';

const MOST_LOSS = 0.05;

const rateOf = ({ acknowledged, seconds }: Measurement): number => acknowledged / seconds;

interface Round {
  readonly relay: number;
  readonly fresh: number;
  readonly seeded: number;
}

/**
 * The chat bench's product on a fresh workspace and on a large one, and the relay, alternating, as fast as acknowledged.
 * @param data the large one; it is written to.
 * @returns what is to be printed: `loss` is the part by which the ratio to the relay falls, at most 0.05 in the median.
 */
export async function compareSeeded(load: Load, rounds: number, data: string) {
  const done: Round[] = [];
  const fresh = () => measure('product', load);
  const seeded = () => measure('product', load, { data });
  for (let round = 1; round <= rounds; round += 1) {
    const relay = rateOf(await measure('relay', load));
    // Which goes first alternates, so that a machine that gets slower or faster favours neither.
    const isFreshFirst = round % 2 === 1;
    const first = rateOf(await (isFreshFirst ? fresh() : seeded()));
    const second = rateOf(await (isFreshFirst ? seeded() : fresh()));
    const taken = isFreshFirst ? { relay, fresh: first, seeded: second } : { relay, fresh: second, seeded: first };
    done.push(taken);
    console.log(
      `${String(round)}  relay ${relay.toFixed()}/s  fresh ${taken.fresh.toFixed()}/s  seeded ${taken.seeded.toFixed()}/s`,
    );
  }
  const ratioOf = (which: 'fresh' | 'seeded') => short(median(done.map((round) => round[which] / round.relay)));
  const losses = done.map((round) => 1 - round.seeded / round.fresh);
  return {
    loss: spread(losses),
    losses: losses.map(short),
    gate: MOST_LOSS,
    passed: median(losses) < MOST_LOSS,
    ratioFresh: ratioOf('fresh'),
    ratioSeeded: ratioOf('seeded'),
  };
}
