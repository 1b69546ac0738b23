import type { FromServerProcess, ToServerProcess } from '#shared/serverProcess.ts';
import { keychainSecrets, memorySecrets, type SecretStore } from '#server/billing/outside.ts';

/** Asks the desktop's main process for the workspace's secrets, and has it keep those that change: it alone reaches the keychain. */
export function createDesktopSecrets(post: (message: FromServerProcess) => void) {
  const waiting = new Map<number, (isKept: boolean) => void>();
  let calls = 0;
  let opened: (store: SecretStore) => void = () => undefined;

  async function keep(name: Parameters<SecretStore['keep']>[0], value: string | null): Promise<void> {
    const call = (calls += 1);
    const isKept = await new Promise<boolean>((resolve) => {
      waiting.set(call, resolve);
      post({ type: 'keepSecret', call, name, value });
    });
    if (!isKept) throw new Error('The keychain of this computer did not keep the secret.');
  }

  return {
    /** Resolves once the main process has answered. */
    open: () =>
      new Promise<SecretStore>((resolve) => {
        opened = resolve;
        post({ type: 'wantSecrets' });
      }),
    /** Messages of the main process, of which it takes its own. */
    hear(message: ToServerProcess): void {
      if (message.type === 'secrets')
        opened(message.secrets === null ? memorySecrets() : keychainSecrets(message.secrets, keep));
      if (message.type !== 'secretKept') return;
      waiting.get(message.call)?.(message.isKept);
      waiting.delete(message.call);
    },
  };
}
