import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Certificates {
  /** The authority's own certificate, PEM. */
  readonly authority: string;
  /** A new certificate for this computer, with a new key. @returns the two files. */
  issue(name: string): { readonly certificate: string; readonly key: string };
}

/** An authority of the test's own, made with openssl in `directory`. */
export function makeCertificates(directory: string): Certificates {
  const file = (name: string): string => path.join(directory, name);
  const openssl = (...words: readonly string[]): void => {
    execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
    '-subj',
    '/CN=OptimaliQ test CA',
    '-days',
    '30',
  );
  writeFileSync(
    file('extensions'),
    'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\nbasicConstraints=CA:FALSE\n',
  );
  return {
    authority: file('ca.pem'),
    issue: (name) => {
      const [certificate, key, request] = [file(`${name}.pem`), file(`${name}.key`), file(`${name}.csr`)];
      openssl('req', ...curve, '-keyout', key, '-out', request, '-subj', '/CN=localhost');
      openssl(
        'x509',
        '-req',
        '-in',
        request,
        '-CA',
        file('ca.pem'),
        '-CAkey',
        file('ca.key'),
        '-CAcreateserial',
        '-days',
        '30',
        '-sha256',
        '-extfile',
        file('extensions'),
        '-out',
        certificate,
      );
      return { certificate, key };
    },
  };
}
