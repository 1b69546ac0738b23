import type { MessagePortMain } from 'electron';
import type { ToServerProcess } from '#shared/serverProcess.ts';

/** What a server process is started with. */
export interface ServerLaunch {
  readonly dataDirectory: string;
  readonly isDemo: boolean;
  /** The address of the hub to join instead of serving; null to serve. */
  readonly hub: string | null;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** A running server process, as its supervisor sees it. */
export interface ServerChild {
  send(message: ToServerProcess, ports?: MessagePortMain[]): void;
  /** Ends it without asking. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. `code` is the exit code, or another non-zero number when a signal ended it. */
  onExit(listener: (code: number) => void): void;
}

/** @throws Error when the process cannot even be launched. */
export type ForkServer = (launch: ServerLaunch) => ServerChild;
