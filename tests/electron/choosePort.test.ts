import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePort } from '#electron/main/choosePort.ts';

describe('the port of the server', () => {
  it('is the wanted one while nobody has it, else left to the system', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await choosePort(port)).toBe(0);
    await new Promise((resolve) => other.close(resolve));
    expect(await choosePort(port)).toBe(port);
  });

  it('is left to the system when that is wanted', async () => {
    expect(await choosePort(0)).toBe(0);
  });
});
