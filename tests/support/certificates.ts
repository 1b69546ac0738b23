import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  /** Where the two stand. */
  readonly files: { readonly certificate: string; readonly key: string };
}

export interface CertificateOptions {
  /** Subject alternative names, such as `DNS:localhost` or `IP:127.0.0.1`. */
  readonly names?: string;
  /** `YYYYMMDDHHMMSSZ` each. */
  readonly from?: string;
  readonly until?: string;
}

export interface Authority {
  /** Its own certificate, which a client is given to trust. */
  readonly file: string;
  readonly pem: string;
  /** Its secret key, which belongs to no certificate that it issues. */
  readonly keyFile: string;
  /** A new certificate for this computer, with a new key. */
  issue(options?: CertificateOptions): Certificate;
}

const OWN_NAMES = 'DNS:localhost,IP:127.0.0.1';
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A certificate authority of a test's own, made by openssl in `directory`. */
export function makeAuthority(directory: string, name = 'Test Authority'): Authority {
  const folder = path.join(directory, name.replaceAll(' ', '-'));
  const file = (base: string): string => path.join(folder, base);
  mkdirSync(folder);
  writeFileSync(file('index.txt'), '');
  const self = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '90', '-subj', `/CN=${name}`];
  openssl('req', '-x509', ...NEW_KEY, ...self);

  function configFor(names: string): string {
    const config = file('ca.conf');
    const settings = [
      '[ca]\ndefault_ca = own',
      `[own]\ndatabase = ${file('index.txt')}\nnew_certs_dir = ${folder}\nrand_serial = yes\nunique_subject = no`,
      'default_md = sha256\npolicy = any\nx509_extensions = leaf\ndefault_days = 90',
      `certificate = ${file('ca.pem')}\nprivate_key = ${file('ca.key')}`,
      '[any]\ncommonName = supplied',
      `[leaf]\nsubjectAltName = ${names}\nextendedKeyUsage = serverAuth\nkeyUsage = digitalSignature\nbasicConstraints = CA:FALSE`,
    ];
    writeFileSync(config, `${settings.join('\n')}\n`);
    return config;
  }

  let issued = 0;
  return {
    file: file('ca.pem'),
    pem: readFileSync(file('ca.pem'), 'utf8'),
    keyFile: file('ca.key'),
    issue({ names = OWN_NAMES, from, until } = {}) {
      issued += 1;
      const own = (ending: string): string => file(`leaf-${String(issued)}.${ending}`);
      const [key, request, certificate] = [own('key'), own('csr'), own('crt')];
      openssl('req', '-new', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', '/CN=localhost');
      const dates = [
        ...(from === undefined ? [] : ['-startdate', from]),
        ...(until === undefined ? [] : ['-enddate', until]),
      ];
      const output = ['-in', request, '-out', certificate, '-notext'];
      openssl('ca', '-batch', '-config', configFor(names), ...output, ...dates);
      return {
        cert: readFileSync(certificate, 'utf8'),
        key: readFileSync(key, 'utf8'),
        files: { certificate, key },
      };
    },
  };
}
