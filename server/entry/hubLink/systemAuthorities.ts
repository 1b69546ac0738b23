import tls from 'node:tls';

/**
 * Lets this process trust what the computer trusts, beside what Node brings along and NODE_EXTRA_CA_CERTS names: a company that installs its
 * own certificate authority on its machines has done all it needs to.
 */
export function trustSystemAuthorities(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
