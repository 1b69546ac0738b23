/** Of what crosses the carriers. It grows when a client of the version before could no longer talk to the server. */
export const PROTOCOL_VERSION = 1;

/** The HTTP header in which a server says its version, in every answer. */
export const PROTOCOL_HEADER = 'x-optimaliq-protocol';
