import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { FUSES } from '#electron/main/fuses.ts';

describe('the fuses of the packaged program', () => {
  it.each([
    ['running as plain Node', FuseV1Options.RunAsNode],
    ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    ['--inspect', FuseV1Options.EnableNodeCliInspectArguments],
    ['privileges of file://', FuseV1Options.GrantFileProtocolExtraPrivileges],
  ] as const)('are blown for %s', (_what, fuse) => {
    expect(FUSES[fuse]).toBe(false);
  });

  it.each([
    ['encrypted cookies', FuseV1Options.EnableCookieEncryption],
    ['checking the integrity of the archive', FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    ['loading nothing but the archive', FuseV1Options.OnlyLoadAppFromAsar],
  ] as const)('are set for %s', (_what, fuse) => {
    expect(FUSES[fuse]).toBe(true);
  });

  it('are decided one by one, so that a new one cannot slip by', () => {
    const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
    expect(FUSES.strictlyRequireAllFuses).toBe(true);
    for (const fuse of all) expect(FUSES, FuseV1Options[fuse]).toHaveProperty(String(fuse));
  });
});
