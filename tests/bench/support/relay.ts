import { startRelay } from './visitorRelay.ts';

/**
 * The base line: a bare Socket.IO relay with acknowledgement. A visitor's message goes to one of the consoles and is acknowledged;
 * nothing is checked, limited, stored or remembered.
 */
startRelay(({ finish }) => {
  finish();
});
