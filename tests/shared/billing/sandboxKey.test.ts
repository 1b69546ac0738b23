import { describe, expect, it } from 'vitest';
import { sandboxKey, sandboxPort } from '#shared/billing/sandboxKey.ts';

const SECRET = 'abcdefgh12345678';

describe('a sandbox’s key', () => {
  it('leads to the port of its sandbox', () => {
    expect(sandboxPort(sandboxKey(40_123, SECRET))).toBe(40_123);
  });

  it.each([
    'sk_test_51HxyzRealKeyOfStripe0000000000',
    'sk_live_sandbox_4000_abcdefgh12345678',
    `sk_test_sandbox_0_${SECRET}`,
    `sk_test_sandbox_65536_${SECRET}`,
    `sk_test_sandbox_4000_${SECRET} `,
    'sk_test_sandbox_4000_short',
    `sk_test_sandbox_api.stripe.com_${SECRET}`,
  ])('is none of these: %s', (key) => {
    expect(sandboxPort(key)).toBeNull();
  });
});
