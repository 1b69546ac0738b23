import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** Subject alternative names, such as `DNS:localhost` or `IP:127.0.0.1`. */
  readonly names?: string;
  /** `YYYYMMDDHHMMSSZ` each. */
  readonly from?: string;
  readonly until?: string;
}

const OWN_NAMES = 'DNS:localhost,IP:127.0.0.1';
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A certificate authority of a test's own, made by openssl in `directory`. */
export function makeAuthority(directory: string, name = 'Test Authority') {
  const folder = path.join(directory, name.replaceAll(' ', '-'));
  const file = (base: string): string => path.join(folder, base);
  mkdirSync(folder);
  writeFileSync(file('index.txt'), '');
  const self = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2', '-subj', `/CN=${name}`];
  openssl('req', '-x509', ...NEW_KEY, ...self);

  function configFor(names: string): string {
    const config = file('ca.conf');
    const settings = [
      '[ca]\ndefault_ca = own',
      `[own]\ndatabase = ${file('index.txt')}\nnew_certs_dir = ${folder}\nrand_serial = yes\nunique_subject = no`,
      'default_md = sha256\npolicy = any\nx509_extensions = leaf\ndefault_days = 1',
      `certificate = ${file('ca.pem')}\nprivate_key = ${file('ca.key')}`,
      '[any]\ncommonName = supplied',
      `[leaf]\nsubjectAltName = ${names}\nbasicConstraints = CA:FALSE`,
    ];
    writeFileSync(config, `${settings.join('\n')}\n`);
    return config;
  }

  return {
    /** What a client is given to trust. */
    file: file('ca.pem'),
    pem: readFileSync(file('ca.pem'), 'utf8'),
    issue({ names = OWN_NAMES, from, until }: CertificateOptions = {}): Certificate {
      openssl('req', '-new', ...NEW_KEY, '-keyout', file('leaf.key'), '-out', file('leaf.csr'), '-subj', '/CN=hub');
      const dates = [
        ...(from === undefined ? [] : ['-startdate', from]),
        ...(until === undefined ? [] : ['-enddate', until]),
      ];
      const output = ['-in', file('leaf.csr'), '-out', file('leaf.crt'), '-notext'];
      openssl('ca', '-batch', '-config', configFor(names), ...output, ...dates);
      return { cert: readFileSync(file('leaf.crt'), 'utf8'), key: readFileSync(file('leaf.key'), 'utf8') };
    },
  };
}
