import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What the fields of a card are called, in any spelling: as a name, an id, a label, a placeholder. Read without case and marks. */
const FIELDS: ReadonlySet<string> = new Set([
  ...['card', 'cc', 'creditcard', 'debitcard'].flatMap((of) =>
    [
      'number',
      'num',
      'no',
      'cvc',
      'cvv',
      'csc',
      'exp',
      'expiry',
      'expirydate',
      'expmonth',
      'expyear',
      'securitycode',
    ].map((part) => of + part),
  ),
  ...['cvc', 'cvc2', 'cvv', 'cvv2', 'csc', 'cid', 'pan', 'securitycode', 'verificationcode', 'cardverificationcode'],
  ...['expmonth', 'expyear', 'expirymonth', 'expiryyear', 'expirationmonth', 'expirationyear', 'expirydate'],
  ...['expirationdate', 'expdate', 'mmyy', 'mmyyyy', 'validthru', 'cardholder', 'cardholdername', 'nameoncard'],
]);

/** What is called by what the browser fills in, and ways to Stripe's own fields and to the browser's sheet for paying. */
const TRACES: readonly (readonly [string, RegExp])[] = [
  [
    'a card field of the browser',
    /\bcc-(?:name|given-name|additional-name|family-name|number|exp|exp-month|exp-year|csc|type)\b/i,
  ],
  ['Stripe.js', /\b(?:js|m|hooks|api)\.stripe\.com|\bstripe\.network\b|@stripe\/(?:react-)?stripe-js|\bloadStripe\b/i],
  [
    'Stripe Elements',
    /\b(?:Payment|Card|CardNumber|CardCvc|CardExpiry|ExpressCheckout)Element\b|\bconfirmCard(?:Payment|Setup)\b/,
  ],
  ['the browser’s payment sheet', /\bnew\s+PaymentRequest\b|\bApplePaySession\b|\bgoogle\.payments\b/],
];

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const ATTRIBUTE =
  /\b(?:name|id|autocomplete|placeholder|aria-label|label|for|data-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))/gi;

/** How zod calls the format of a text that it can check; no field of ours has it. */
const OF_ZOD = /\bcredit_card:\s*["'`]credit card number["'`]/g;

/** Every text that a script says, and every name it gives to a property. */
function textsOf(script: string): readonly string[] {
  const texts: string[] = [];
  function look(node: ts.Node): void {
    if (ts.isStringLiteralLike(node) || (ts.isIdentifier(node) && isNamed(node))) texts.push(node.text);
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) texts.push(node.text);
    ts.forEachChild(node, look);
  }
  look(ts.createSourceFile('bundle.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return texts;
}
const isNamed = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);

/** What in a built file could take a card's data, in words; nothing for one that cannot. */
export function cardEntriesIn(text: string, kind: 'js' | 'html'): readonly string[] {
  const found = TRACES.flatMap(([what, trace]) => {
    const hit = trace.exec(text)?.[0];
    return hit === undefined ? [] : [`${what}: ${hit}`];
  });
  const said = kind === 'js' ? textsOf(text.replaceAll(OF_ZOD, '')) : [];
  const attributes = [text, ...said].flatMap((one) =>
    [...one.matchAll(ATTRIBUTE)].map(([, double, single, none]) => double ?? single ?? none ?? ''),
  );
  const labels = [...text.matchAll(/<label[^>]*>([^<]*)</gi)].map(([, label]) => label ?? '');
  const fields = [...said, ...attributes, ...labels].filter((one) => FIELDS.has(bare(one)));
  return [...found, ...[...new Set(fields)].map((field) => `a field called ${field}`)];
}

export interface BuiltFile {
  /** From `out/`: `renderer/index.html`. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'js' | 'html';
}

/** Every script and page below a folder, whatever it is for. */
export function builtFiles(root: string): readonly BuiltFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[cm]?js|html?|svg)$/.test(name))
    .map((name) => ({
      name: name.split(path.sep).join('/'),
      text: readFileSync(path.join(root, name), 'utf8'),
      kind: name.endsWith('js') ? 'js' : 'html',
    }));
}
