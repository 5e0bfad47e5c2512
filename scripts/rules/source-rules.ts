import ts from 'typescript';

/** A broken rule at a place in a file. `line` counts from 1. */
export type Finding = {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
};

type Rule = (file: SourceFile) => Iterable<Omit<Finding, 'path' | 'rule'>>;

type SourceFile = { readonly path: string; readonly text: string; readonly ast: ts.SourceFile };

const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path) || path.startsWith('e2e/');

const lineOf = (file: SourceFile, position: number): number =>
  file.ast.getLineAndCharacterOfPosition(position).line + 1;

function* descendants(node: ts.Node): Iterable<ts.Node> {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* descendants(child);
  }
}

const bannedName = /(^|[/.-])(utils?|helpers?|misc|legacy|old|new|v\d+)(\.[a-z.]+|\/|$)/;

/** A name that says what a file holds keeps the next thing from being thrown into it. */
const fileName: Rule = function* ({ path }) {
  const match = bannedName.exec(path.replace(/^server\/gateway\/.*|^app\/api\/.*/, ''));
  if (match) yield { line: 1, message: `"${match[2]}" does not say what is inside` };
};

const documentedTrees = /^(server|inngest|local|components|prisma|scripts|bench|e2e\/support)\//;

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false);

const exportedName = (node: ts.Statement): string => {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText() ?? '';
  return 'name' in node && node.name !== undefined ? String(Reflect.get(node.name ?? {}, 'text')) : 'default';
};

/** Every export says what it guarantees. */
const tsdoc: Rule = function* (file) {
  if (!documentedTrees.test(file.path) || isTest(file.path)) return;
  const seen = new Set<string>();
  for (const statement of file.ast.statements) {
    if (!isExported(statement)) continue;
    const name = exportedName(statement);
    if (seen.has(name)) continue;
    seen.add(name);
    const comments = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? [];
    if (comments.some(({ pos }) => file.text.startsWith('/**', pos))) continue;
    yield { line: lineOf(file, statement.getStart()), message: `export "${name}" has no TSDoc` };
  }
};

const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/; // allow unfinished: the rule names what it looks for

/** Unfinished work is an issue, never a comment. */
const unfinishedWork: Rule = function* (file) {
  for (const [index, text] of file.text.split('\n').entries()) {
    const match = unfinished.exec(text);
    if (match && /\/\/|\/\*|^\s*\*/.test(text.slice(0, match.index))) {
      yield { line: index + 1, message: `${match[1]} in a comment` };
    }
  }
};

const isOwnModule = (specifier: string): boolean => specifier.startsWith('.') || specifier.startsWith('@/');

/** Our own code is never mocked: a test replaces a port, or uses the real thing. */
const ownMock: Rule = function* (file) {
  for (const node of descendants(file.ast)) {
    if (!ts.isCallExpression(node) || !/^vi\.(mock|doMock)$/.test(node.expression.getText())) continue;
    const [specifier] = node.arguments;
    if (specifier && ts.isStringLiteralLike(specifier) && isOwnModule(specifier.text)) {
      yield { line: lineOf(file, node.getStart()), message: `vi.mock of our own ${specifier.text}` };
    }
  }
};

/** A test waits for a condition, never for a time. */
const fixedSleep: Rule = function* (file) {
  if (!isTest(file.path)) return;
  for (const node of descendants(file.ast)) {
    if (!ts.isCallExpression(node)) continue;
    const callee = node.expression.getText();
    const isSleep = /^(sleep|delay|pause)$/.test(callee) || (callee === 'setTimeout' && isAwaited(node));
    if (isSleep) yield { line: lineOf(file, node.getStart()), message: 'a test that waits for a time' };
  }
};

/** `await setTimeout(…)` of timers/promises, or `new Promise((done) => setTimeout(done, …))`. */
const isAwaited = (call: ts.CallExpression): boolean => {
  if (ts.isAwaitExpression(call.parent)) return true;
  const [callback] = call.arguments;
  if (!callback || !ts.isIdentifier(callback)) return false;
  for (let node: ts.Node = call; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isNewExpression(node)) return node.expression.getText() === 'Promise';
  }
  return false;
};

/** `process.env` by another name. Biome sees the plain form. */
const hiddenEnvironment: Rule = function* (file) {
  if (!/^(app|components|server|inngest)\//.test(file.path) || file.path === 'server/platform/env.ts') return;
  if (isTest(file.path)) return;
  for (const node of descendants(file.ast)) {
    const isImport =
      ts.isImportDeclaration(node) &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      /^(node:)?process$/.test(node.moduleSpecifier.text) &&
      /\benv\b/.test(node.importClause?.getText() ?? '');
    const isElement =
      ts.isElementAccessExpression(node) &&
      node.expression.getText() === 'process' &&
      /^['"`]env['"`]$/.test(node.argumentExpression.getText());
    if (isImport || isElement) {
      yield { line: lineOf(file, node.getStart()), message: 'process.env outside server/platform/env.ts' };
    }
  }
};

/**
 * Where server code may call `fetch`, and why no address that a person has chosen can come there. Anything else goes through
 * a client of one of these, so that nobody can have our server ask its neighbours (SSRF).
 */
const fetchingFiles: Readonly<Record<string, string>> = {
  'server/platform/adapters/breached-passwords.ts':
    'the host is a setting of the operator, the path five hexadecimal digits; redirects are refused',
  'server/platform/adapters/redis-channels.ts':
    'the host is a setting of the operator, the path a channel we name',
  'server/platform/adapters/uploads.ts': 'handed to the client of UploadThing, which calls its own API',
  'server/platform/peer-address.ts': 'looks at requests that come in; asks nobody',
  'server/platform/single-location.ts': 'looks at answers that go out; asks nobody',
  'server/wiring/health.ts': 'the host is a setting of the operator, the path a constant',
};

const fetching = /^(globalThis\.|global\.|self\.|window\.)?fetch$/;
const httpModule = /^(node:)?(https?|http2)$|^(undici|axios|got|node-fetch|ky|superagent)$/;

/** The global `fetch`, by whatever name, and the modules that do the same. */
const fetchesOf = (node: ts.Node): string | null => {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const isTypeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return httpModule.test(node.moduleSpecifier.text) && !isTypeOnly ? node.moduleSpecifier.text : null;
  }
  if (ts.isPropertyAccessExpression(node)) return fetching.test(node.getText()) ? node.getText() : null;
  if (!ts.isIdentifier(node) || node.text !== 'fetch') return null;
  // A property or a key of this name is somebody's own.
  const { parent } = node;
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node);
  return isName ? null : 'fetch';
};

/** Server code asks other hosts in the listed files only. */
const serverFetch: Rule = function* (file) {
  if (!/^(server|inngest|app)\//.test(file.path) || isTest(file.path)) return;
  if (Object.hasOwn(fetchingFiles, file.path) || /^['"]use client['"]/.test(file.text)) return;
  for (const node of descendants(file.ast)) {
    const name = fetchesOf(node);
    if (name !== null) {
      yield {
        line: lineOf(file, node.getStart()),
        message: `${name} outside the adapters that may ask other hosts`,
      };
    }
  }
};

/**
 * The browser tests of people and trust, which do everything as somebody with only a keyboard does: through
 * `e2e/support/keyboard.ts`, which goes to a control by its keys before it presses it.
 */
const keyboardOnly = new Set(
  [
    ...[
      'accounts',
      'audit',
      'change-email',
      'erasure-canary',
      'federated',
      'magic-link',
      'passkeys',
      'people',
    ],
    ...['people-erasure', 'privacy', 'profile', 'second-factor', 'security', 'session-rotation', 'staff'],
    'support/accounts',
  ].map((name) => (name.startsWith('support/') ? `e2e/${name}.ts` : `e2e/${name}.spec.ts`)),
);

const byHand =
  /^(click|dblclick|tap|hover|check|uncheck|setChecked|selectOption|fill|clear|focus|press|pressSequentially|type|dragTo|dispatchEvent)$/;

/** Where a test uses a pointer, or puts the focus somewhere no key would. The keyboard itself may be pressed. */
const pointer: Rule = function* (file) {
  if (!keyboardOnly.has(file.path)) return;
  for (const node of descendants(file.ast)) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
    const { name, expression } = node.expression;
    const isKeyboard = /(^|\.)keyboard$/.test(expression.getText());
    const isMouse = /(^|\.)(mouse|touchscreen)$/.test(expression.getText());
    if (isMouse || (byHand.test(name.text) && !isKeyboard)) {
      yield { line: lineOf(file, node.getStart()), message: `.${name.text}() where only keys are used` };
    }
  }
};

const rules: Readonly<Record<string, Rule>> = {
  'file-name': fileName,
  tsdoc,
  unfinished: unfinishedWork,
  'own-mock': ownMock,
  'fixed-sleep': fixedSleep,
  'hidden-environment': hiddenEnvironment,
  'server-fetch': serverFetch,
  'keyboard-only': pointer,
};

/** `// allow <rule>: <reason>` on the line, or on the one above it, lifts one rule there. A reason is required. */
const isAllowed = (lines: readonly string[], { rule, line }: Pick<Finding, 'rule' | 'line'>): boolean =>
  [lines[line - 1], lines[line - 2]].some((text) => text?.includes(`allow ${rule}: `) ?? false);

/** Applies the house rules that neither the linter nor the compiler knows to one TypeScript file. */
export function checkSource(path: string, text: string): readonly Finding[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = { path, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
  const lines = text.split('\n');
  return Object.entries(rules).flatMap(([rule, check]) =>
    [...check(file)]
      .map((finding) => ({ rule, path, ...finding }))
      .filter((finding) => !isAllowed(lines, finding)),
  );
}
