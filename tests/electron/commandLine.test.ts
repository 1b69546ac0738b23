import { describe, expect, it } from 'vitest';
import { readCommandLine } from '#electron/main/commandLine.ts';

describe('the command line', () => {
  it('asks for nothing when nothing is said', () => {
    expect(readCommandLine(['.'], {}, '/work')).toEqual({
      dataDirectory: null,
      port: null,
      isDemo: false,
      isHidden: false,
    });
  });

  it('takes the data directory from an argument in either form, relative to where it was typed', () => {
    expect(readCommandLine(['.', '--data', 'shop'], {}, '/work').dataDirectory).toBe('/work/shop');
    expect(readCommandLine(['.', '--data=/srv/shop'], {}, '/work').dataDirectory).toBe('/srv/shop');
  });

  it('prefers the argument to the environment', () => {
    const environment = { OPTIMALIQ_DATA: '/from/environment' };
    expect(readCommandLine([], environment, '/').dataDirectory).toBe('/from/environment');
    expect(readCommandLine(['--data', '/typed'], environment, '/').dataDirectory).toBe('/typed');
  });

  it('passes over a directory that was announced and not given', () => {
    expect(readCommandLine(['--data'], {}, '/work').dataDirectory).toBeNull();
    expect(readCommandLine(['--data='], {}, '/work').dataDirectory).toBeNull();
  });

  it('takes a port only when it is one', () => {
    const portOf = (text: string) => readCommandLine([], { OPTIMALIQ_PORT: text }, '/').port;
    expect(portOf('0')).toBe(0);
    expect(portOf('65535')).toBe(65_535);
    expect(portOf('65536')).toBeNull();
    expect(portOf('-1')).toBeNull();
    expect(portOf('80 ')).toBeNull();
  });

  it('knows the demo', () => {
    expect(readCommandLine(['.', '--demo'], {}, '/').isDemo).toBe(true);
  });
});
