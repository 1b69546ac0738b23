import type { SecretStore } from '#server/billing/outside.ts';

/** The sandbox that a demo brings with it. It is started for a demo workspace only. */
export interface OwnSandbox {
  /** Its key, once it has started, and the secret that it signs its events with. */
  readonly secrets: SecretStore;
  /** Whether colleagues of the demo give something back there (server/demo/tellRefunds.ts). */
  readonly hasRefunds: boolean;
  /** Resolves when it answers. */
  start(surroundings: {
    readonly dataDirectory: string;
    /** Where it sends its events. */
    readonly webhookUrl: string;
  }): Promise<void>;
  /** Resolves when it has ended, also when it never started. */
  stop(): Promise<void>;
}
