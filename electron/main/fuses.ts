import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/**
 * The switches burnt into the packaged program (scripts/flipFuses.ts does it). They close the ways in that Electron leaves open to whoever
 * can start the program with other arguments, another environment or changed files.
 */
export const FUSES = {
  version: FuseVersion.V1,
  // A fuse that a later Electron adds must be decided on here before the app can be packaged with it.
  strictlyRequireAllFuses: true,
  // On Apple silicon a changed program must be signed anew, or it does not start.
  resetAdHocDarwinSignature: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Off would cost WebAssembly its speed and buys nothing here.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config;
