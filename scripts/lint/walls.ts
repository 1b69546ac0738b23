import { builtinModules } from 'node:module';

/**
 * The walls between the rooms (ARCHITECTURE.md), as data. Cross-folder imports are always written `#room/folder/file.ts`, so a
 * regular expression over the import's text is enough to hold them; tests/walls proves that each one fires.
 */
export interface Ban {
  /** Matched against the import's text. */
  readonly regex: string;
  readonly message: string;
  /** A type is erased before anything runs, so some walls let it through. */
  readonly allowTypeImports?: boolean;
}

export interface Room {
  readonly name: string;
  readonly files: readonly string[];
  readonly bans: readonly Ban[];
  /** The one file that may import `ipcMain`. */
  readonly wrapsIpcMain?: boolean;
  /** Screens, where no amount is written but by the files that are made for it. */
  readonly writesMoney?: 'never' | 'here';
}

export const FEATURES = [
  'accounts',
  'chat',
  'customers',
  'billing',
  'analytics',
  'monitoring',
  'notifications',
  'integrations',
  'audit',
  'privacy',
] as const;

const oneOf = (names: readonly string[]) => `(?:${names.join('|')})`;
const anyFeature = oneOf(FEATURES);

const builtins = oneOf(builtinModules.filter((name) => !name.startsWith('_') && !name.includes(':')));
const node: Ban = { regex: `^(?:node:|${builtins}(?:/|$))`, message: 'Node is not available in this room.' };
const electron: Ban = { regex: '^electron(?:/|$)', message: 'Only electron/ imports electron.' };
const server: Ban = { regex: '^#server/', message: 'Nothing outside server/ and tests/ imports the server.' };
const renderer: Ban = { regex: '^#renderer/', message: 'Nothing outside renderer/ and tests/ imports the renderer.' };
const electronRoom: Ban = {
  regex: '^#electron/',
  message: 'Nothing outside electron/ and tests/ imports the desktop shell.',
};
const support: Ban = { regex: '^#(?:tests|scripts)/', message: 'The product does not import its tests or scripts.' };

/** Hold in every room, tests included. */
export const EVERYWHERE: readonly Ban[] = [
  { regex: '^\\.\\.(?:/|$)', message: 'Write the path from its room: #shared/..., #server/..., #renderer/...' },
  {
    regex: '^\\./[^?]*/',
    message: 'Another folder is written from its room (#room/folder/file.ts); ./ is for the same folder.',
  },
  {
    regex: '^(?:\\./|#)(?![^?]*\\.[a-z0-9]+(?:\\?|$))',
    message: 'Write the extension: Node runs these files as they are.',
  },
];

const sqlite: Ban = {
  regex: '^(?:better-sqlite3|pg)(?:/|$)',
  message: 'Only server/storage talks to a database driver.',
};
const stripe: Ban = { regex: '^stripe(?:/|$)', message: 'Only server/billing/stripe talks to Stripe.' };
const sandbox: Ban = {
  regex: '^#server/billing/sandbox/',
  message: 'The product talks to the sandbox over HTTP, as it does to Stripe; only its own entry imports it.',
};
const socketIo: Ban = {
  regex: '^(?:socket\\.io|engine\\.io|ws)(?:/|$)',
  message: 'Only server/carriers knows Socket.IO.',
};
const drivers = [sqlite, stripe, socketIo];

/** The server's floors, highest first. Each may import the ones below it; `features` stands for every feature folder. */
const FLOORS = [
  { name: 'entry', imports: '^#server/entry/' },
  { name: 'startServer', imports: '^#server/startServer\\.ts$' },
  { name: 'wiring', imports: '^#server/wiring/' },
  { name: 'carriers', imports: '^#server/carriers/' },
  { name: 'dispatch', imports: '^#server/dispatch/' },
  { name: 'core', imports: '^#server/core/' },
  { name: 'features.ts', imports: '^#server/features\\.ts$' },
  { name: 'features', imports: `^#server/${anyFeature}/` },
  { name: 'journal', imports: '^#server/journal/' },
  { name: 'storage', imports: '^#server/storage/' },
] as const;
type Floor = (typeof FLOORS)[number]['name'];

function above(floor: Floor, who: string = floor): readonly Ban[] {
  const height = FLOORS.findIndex((one) => one.name === floor);
  return FLOORS.slice(0, height).map(({ name, imports }) => ({
    regex: imports,
    message: `${who} stands below ${name}: what it needs from above is passed in as a function.`,
  }));
}

const serverBans = [electron, renderer, electronRoom, support];
const serverRoom = (name: string, files: readonly string[], bans: readonly Ban[]): Room => ({
  name: `server: ${name}`,
  files,
  bans: [...serverBans, ...bans],
});

/** A feature meets another one only through its module.ts. */
function featureBans(feature: string): readonly Ban[] {
  const others = oneOf(FEATURES.filter((other) => other !== feature));
  const message = 'Another feature is used only through its module.ts.';
  return [...above('features'), { regex: `^#server/${others}/(?!module\\.ts$)`, message }];
}

function featureRooms(feature: string): readonly Room[] {
  const bans = [...featureBans(feature), ...drivers, sandbox];
  const message = 'The gateway half of a feature reaches the data by submit(command).';
  return [
    serverRoom(feature, [`server/${feature}/**`], bans),
    serverRoom(
      `${feature}, outside`,
      [`server/${feature}/outside.ts`],
      [...bans, { regex: '^#server/storage/', message }],
    ),
  ];
}

/** Files of shared/ that bring zod with them. */
const schemas = '^(?:zod(?:/|$)|#shared/(?:.*/)?(?:contract|schemas)\\.ts$)';
const noSchemas: Ban = {
  regex: schemas,
  message: 'The widget carries no zod: import types from here, values from a file without schemas.',
  allowTypeImports: true,
};
const rendererBans = [
  node,
  electron,
  server,
  electronRoom,
  support,
  ...drivers,
  {
    regex: '^(?:fastify|@fastify/.+|kysely|pino|pino-pretty|@node-rs/argon2)(?:/|$)',
    message: 'This package belongs to the server.',
  },
];

const uiBans: readonly Ban[] = [
  ...rendererBans,
  { regex: `^#renderer/(?:app|client|widget|${FEATURES.join('|')})/`, message: 'renderer/ui knows no feature.' },
  // How many decimals a currency has is no feature's business alone.
  {
    regex: `^#shared/(?!billing/money\\.ts$)(?:contract\\.ts$|${anyFeature}/)`,
    message: 'renderer/ui knows no feature.',
  },
];
const OF_THE_WIDGET = 'The widget imports preact, socket.io-client, renderer/client, shared/chat and shared/wire.';
const widgetBans: readonly Ban[] = [
  noSchemas,
  {
    regex: '^(?!preact(?:/|$)|socket\\.io-client$|#renderer/(?:client|widget)/|#shared/|\\./)',
    message: OF_THE_WIDGET,
  },
  { regex: '^#shared/(?!chat/|wire/)', message: OF_THE_WIDGET, allowTypeImports: true },
];

const electronBans = [renderer, support, ...drivers, { ...server, allowTypeImports: true }];

/** Later rooms replace earlier ones for the files they share. */
export const ROOMS: readonly Room[] = [
  { name: 'everywhere', files: ['**/*.{ts,tsx,js,mjs,cjs}'], bans: [] },

  {
    name: 'shared',
    files: ['shared/**'],
    bans: [{ regex: '^(?!zod$|#shared/|\\./)', message: 'shared/ imports zod and itself, nothing else.' }],
  },

  serverRoom('common', ['server/**'], [...drivers, sandbox, ...above('journal', 'a folder that is no floor')]),
  serverRoom('demo', ['server/demo/**'], [...drivers, ...above('core', 'the demo data')]),
  serverRoom('entry', ['server/entry/**'], [...drivers, sandbox]),
  serverRoom('startServer', ['server/startServer.ts'], [...drivers, sandbox, ...above('startServer')]),
  serverRoom('wiring', ['server/wiring/**'], [...drivers, sandbox, ...above('wiring')]),
  serverRoom(
    'carriers',
    ['server/carriers/**'],
    [
      sqlite,
      stripe,
      ...above('carriers'),
      { regex: '^#server/features\\.ts$', message: 'A carrier knows no feature.' },
      { regex: `^#(?:server|shared)/${anyFeature}/`, message: 'A carrier knows no feature.' },
      {
        regex: '^#server/(?:core|journal|storage)/',
        message: 'A carrier knows the dispatcher, not what stands behind it.',
      },
    ],
  ),
  serverRoom('dispatch', ['server/dispatch/**'], [...drivers, ...above('dispatch')]),
  serverRoom('core', ['server/core/**'], [...drivers, ...above('core')]),
  serverRoom('features.ts', ['server/features.ts'], [...drivers, ...above('features.ts')]),
  ...FEATURES.flatMap(featureRooms),
  serverRoom('Stripe', ['server/billing/stripe/**'], [...featureBans('billing'), sqlite, socketIo, sandbox]),
  // A program of its own: it takes its shapes from Stripe's types, and has its own store.
  serverRoom(
    'sandbox',
    ['server/billing/sandbox/**'],
    [
      { regex: '^#server/(?!billing/sandbox/|demo/random\\.ts$)', message: 'The sandbox stands by itself.' },
      { ...stripe, allowTypeImports: true },
      sqlite,
      socketIo,
    ],
  ),
  serverRoom(
    'sandbox, store',
    ['server/billing/sandbox/store/**'],
    [
      { regex: '^#server/(?!billing/sandbox/|demo/random\\.ts$)', message: 'The sandbox stands by itself.' },
      stripe,
      socketIo,
    ],
  ),
  serverRoom('sandbox, entry', ['server/entry/sandbox.ts'], drivers),
  serverRoom('journal', ['server/journal/**'], [...drivers, ...above('journal')]),
  serverRoom('storage', ['server/storage/**'], [stripe, socketIo, ...above('storage')]),

  { name: 'renderer', files: ['renderer/**'], bans: rendererBans, writesMoney: 'never' },
  { name: 'renderer: ui', files: ['renderer/ui/**'], bans: uiBans, writesMoney: 'never' },
  { name: 'renderer: money', files: ['renderer/ui/formatMoney.ts'], bans: uiBans, writesMoney: 'here' },
  {
    name: 'renderer: client',
    files: ['renderer/client/**'],
    bans: [
      ...rendererBans,
      noSchemas,
      { regex: '^#renderer/(?!client/)', message: 'The client is below every screen.' },
    ],
    writesMoney: 'never',
  },
  { name: 'renderer: widget', files: ['renderer/widget/**'], bans: widgetBans, writesMoney: 'never' },
  {
    name: 'renderer: money of the widget',
    files: ['renderer/widget/view/formats.ts'],
    bans: widgetBans,
    writesMoney: 'here',
  },

  { name: 'electron', files: ['electron/**'], bans: electronBans },
  { name: 'electron: validated ipc', files: ['electron/main/validatedIpc.ts'], bans: electronBans, wrapsIpcMain: true },
  {
    name: 'electron: preload',
    files: ['electron/preload/**'],
    bans: [
      {
        regex: '^(?!electron$|#electron/preload/|\\./)',
        message: 'A sandboxed preload can require nothing but electron.',
        allowTypeImports: true,
      },
    ],
  },
];

/** Config files stand beside the code they build, but run in Node. */
export const BUILD_CONFIGS: string[] = ['*.config.{ts,js}', '**/vite*.config.ts'];
