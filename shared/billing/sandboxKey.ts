/**
 * The key of a sandbox says where the sandbox is: `sk_test_sandbox_PORT_SECRET`, or `rk_...` for a restricted one, always at 127.0.0.1. Key and address are one value,
 * so that a sandbox's key can never be sent to Stripe, nor a key of Stripe's to a sandbox.
 */
const SANDBOX_KEY = /^[sr]k_test_sandbox_(\d{1,5})_[A-Za-z0-9]{16,64}$/;
const HIGHEST_PORT = 65_535;

/** @param secret 16 to 64 letters and digits. */
export const sandboxKey = (port: number, secret: string): string => `sk_test_sandbox_${String(port)}_${secret}`;

/** The port at 127.0.0.1 of the sandbox that a key belongs to; null for a key of Stripe's, or one that cannot be read. */
export function sandboxPort(key: string): number | null {
  const port = Number(SANDBOX_KEY.exec(key)?.[1] ?? Number.NaN);
  return port >= 1 && port <= HIGHEST_PORT ? port : null;
}
