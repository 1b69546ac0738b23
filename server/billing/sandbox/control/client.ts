import type { CommandInput, CommandName, SandboxStatus } from './control.ts';

/** Commands a sandbox from a test. */
export interface SandboxClient {
  /** @throws Error when the sandbox refuses the command, with its words. */
  readonly command: <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<SandboxStatus>;
}

/** @param address as the sandbox printed it: `http://127.0.0.1:N`. */
export function createSandboxClient(address: string): SandboxClient {
  return {
    async command(name, input) {
      const answer = await fetch(`${address}/_sandbox/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw new Error(`The sandbox refused ${name}: ${await answer.text()}`);
      return (await answer.json()) as SandboxStatus;
    },
  };
}
