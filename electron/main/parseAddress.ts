/** The parts of an address, or `null` when it is none. Not `URL.parse`: the test runtime's Node has no such thing yet. */
export function parseAddress(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
