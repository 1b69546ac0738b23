import type { Linter } from 'eslint';
import { BUILD_CONFIGS, EVERYWHERE, ROOMS, type Ban, type Room } from '#scripts/lint/walls.ts';

const HTML = 'User content is text, never HTML.';
const HIDING = 'A test that is switched off, or runs alone, hides the others.';
const RUNNER = '/^(it|test|describe)$/';
const MODIFIER = '[property.name=/^(skip|only|todo|fails|skipIf|runIf)$/]';

/** What is forbidden as a piece of syntax, in every room. */
const SYNTAX = [
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', message: HTML },
  { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: HTML },
  { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: HTML },
  { selector: `MemberExpression[object.name=${RUNNER}]${MODIFIER}`, message: HIDING },
  { selector: `MemberExpression[object.object.name=${RUNNER}]${MODIFIER}`, message: HIDING },
];

const IPC_MAIN = 'Only electron/main/validatedIpc.ts imports ipcMain: it checks who is calling.';
const ipcMainPaths = [{ name: 'electron', importNames: ['ipcMain', 'default'], message: IPC_MAIN }];
const ipcMainSyntax = [{ selector: 'MemberExpression[property.name="ipcMain"]', message: IPC_MAIN }];

const MONEY =
  'An amount is written by renderer/ui/formatMoney.ts, which knows how many decimals its currency has at Stripe.';
const AMOUNT = '/amount|thousandths|^(gross|fee|net|received|refunded)$/i';
/** Ways in which a screen would count decimals for itself. */
const moneySyntax = [
  'Property[key.name="style"][value.value="currency"]',
  'CallExpression[callee.property.name=/^(toFixed|toPrecision)$/]',
  'BinaryExpression[operator="/"][right.value=100]',
  'BinaryExpression[operator="*"][right.value=0.01]',
  'BinaryExpression[operator=/^[*/]$/][right.operator="**"][right.left.value=10]',
  `BinaryExpression[operator="/"][left.name=${AMOUNT}]`,
  `BinaryExpression[operator="/"][left.property.name=${AMOUNT}]`,
].map((selector) => ({ selector, message: MONEY }));

/** `no-restricted-imports` sees only static imports; these selectors hold the same wall for the other ways to load a module. */
function otherWays({ regex, message, allowTypeImports }: Ban) {
  const matches = `[value=/${regex.replaceAll('/', String.raw`\/`)}/]`;
  return [
    { selector: `ImportExpression > Literal.source${matches}`, message },
    { selector: `CallExpression[callee.name="require"] > Literal${matches}`, message },
    ...(allowTypeImports === true ? [] : [{ selector: `TSImportType Literal${matches}`, message }]),
  ];
}

function rules(room: Room): Linter.RulesRecord {
  const bans = [...EVERYWHERE, ...room.bans];
  const ipcMain = room.wrapsIpcMain !== true;
  return {
    'no-restricted-imports': ['error', { paths: ipcMain ? ipcMainPaths : [], patterns: bans }],
    'no-restricted-syntax': [
      'error',
      ...SYNTAX,
      ...(ipcMain ? ipcMainSyntax : []),
      ...(room.writesMoney === 'never' ? moneySyntax : []),
      ...bans.flatMap(otherWays),
    ],
  };
}

/** The walls as ESLint configuration, one entry for each room. */
export function wallRules(): Linter.Config[] {
  return ROOMS.map((room) => ({
    name: `walls: ${room.name}`,
    files: [...room.files],
    ignores: room.name === 'everywhere' ? [] : BUILD_CONFIGS,
    rules: rules(room),
  }));
}
