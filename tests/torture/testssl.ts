import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeAuthority } from '#tests/support/certificates.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { run } from '#tests/torture/support/program.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';

// npm run torture -- testssl: Debian's testssl.sh against a real server with its default settings.
parseArgs({ options: { seed: { type: 'string' } } });

interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

const FINE = ['OK', 'INFO'];
/** What a certificate of a test's own authority cannot have: revocation lists, and a name in the public DNS. */
const OWN_AUTHORITY =
  /^(?:cert_revocation|cert_crlDistributionPoints|cert_ocspURL|DNS_CAArecord|cert_chain_of_trust|cert_trust)\b/;

const scratch = makeTemporaryDirectory();
const authority = makeAuthority(scratch.path);
const { certificate, key } = authority.issue().files;
const server = await startServerProcess({
  dataDirectory: path.join(scratch.path, 'data'),
  words: ['--tls-cert', certificate, '--tls-key', key, '--public-url', 'https://127.0.0.1'],
});
try {
  const report = path.join(scratch.path, 'report.json');
  const { stderr } = await run('testssl', [
    '--quiet',
    '--color',
    '0',
    '--warnings',
    'batch',
    '--add-ca',
    authority.file,
    '--jsonfile',
    report,
    new URL(server.address).host,
  ]).catch((error: unknown) => {
    throw new Error('testssl did not run; on Debian: apt-get install testssl.sh', { cause: error });
  });
  const findings = JSON.parse(readFileSync(report, 'utf8')) as readonly Finding[];
  if (!findings.some(({ id }) => id === 'TLS1_3')) throw new Error(`testssl did not reach the server: ${stderr}`);
  const worse = findings
    .filter(({ severity }) => !FINE.includes(severity))
    .map(({ id, severity, finding }) => ({ id, severity, finding }));
  const ofAuthority = worse.filter(({ id }) => OWN_AUTHORITY.test(id));
  // WARN is no grade: testssl could not do that check here.
  const notChecked = worse.filter(({ severity }) => severity === 'WARN');
  const faults = worse.filter(({ id, severity }) => severity !== 'WARN' && !OWN_AUTHORITY.test(id));
  console.log(
    JSON.stringify({
      torture: 'testssl',
      checks: findings.length,
      faults,
      notChecked,
      onlyFromTheTestAuthority: ofAuthority,
    }),
  );
  if (faults.length > 0) process.exitCode = 1;
} finally {
  server.signal('SIGTERM');
  await server.end;
  scratch.remove();
}
