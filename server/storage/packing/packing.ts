import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { EVENT, EVENT_TYPES, SAMPLES } from './dictionary.ts';

/** The first byte of a packed text: how to unpack it. Stored ones must be readable for ever. */
const PLAIN = 0;
const ON_ONE_LINE = 1;
const INDENTED = 2;

/** Objects as we write them. */
const oneLine = Buffer.from(SAMPLES.join('\n'));
/** Objects as Stripe writes them in an event: two spaces a level. */
const indented = Buffer.from(
  [
    ...SAMPLES.map((sample) => JSON.stringify({ ...EVENT, data: { object: JSON.parse(sample) as object } }, null, 2)),
    ...EVENT_TYPES.map((type) => `"type": "${type}"\n}`),
  ].join('\n'),
);

const DICTIONARIES: ReadonlyMap<number, Buffer> = new Map([
  [ON_ONE_LINE, oneLine],
  [INDENTED, indented],
]);

/** Small: what is packed is a few kilobytes, and making the usual buffers takes longer than packing. */
const OPTIONS = { level: 6, memLevel: 5 };

/** Packs a text without loss, for `unpack`. A JSON text of Stripe's becomes a seventh of itself or so. */
export function pack(text: string): Uint8Array {
  const version = text.includes('\n') ? INDENTED : ON_ONE_LINE;
  const dictionary = version === INDENTED ? indented : oneLine;
  return Buffer.concat([Buffer.of(version), deflateRawSync(text, { ...OPTIONS, dictionary })]);
}

/** Keeps a text as it is, where packing it can wait. */
export const keepPlain = (text: string): Uint8Array => Buffer.concat([Buffer.of(PLAIN), Buffer.from(text)]);

/** @throws RangeError for what this version did not pack. */
export function unpack(packed: Uint8Array): string {
  const [version = -1] = packed;
  const rest = packed.subarray(1);
  if (version === PLAIN) return Buffer.from(rest).toString();
  const dictionary = DICTIONARIES.get(version);
  if (dictionary === undefined)
    throw new RangeError(`a text was packed by version ${String(version)}, which is not known here`);
  return inflateRawSync(rest, { dictionary }).toString();
}
