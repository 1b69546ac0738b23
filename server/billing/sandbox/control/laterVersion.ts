/** A version of the API after ours, as a client meets it that was not updated: fields have moved. */
export interface LaterVersion {
  readonly set: (isOn: boolean) => void;
  readonly isOn: () => boolean;
  /** What is sent in place of `object`; the same as long as the version is off. */
  readonly reshape: (object: object) => object;
}

type Json = Readonly<Record<string, unknown>>;

/** For each kind of object, fields that are gone and where their values stand now. */
const MOVES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  charge: { receipt_url: 'receipt' },
  payment_intent: { latest_charge: 'latest_attempt' },
  refund: { failure_reason: 'failure' },
  dispute: { reason: 'reason_code' },
};

function move(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(move);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Json;
  const kind = object['object'];
  const moves = typeof kind === 'string' ? (MOVES[kind] ?? {}) : {};
  const entries = Object.entries(object).map(([name, field]) => [moves[name] ?? name, move(field)]);
  return { ...Object.fromEntries(entries), ...(typeof kind === 'string' ? { added_by_later_version: true } : {}) };
}

export function createLaterVersion(): LaterVersion {
  let isOn = false;
  return {
    set(next) {
      isOn = next;
    },
    isOn: () => isOn,
    reshape: (object) => (isOn ? (move(object) as object) : object),
  };
}
