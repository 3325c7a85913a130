/** Says where a script leaves the house's dialect, one line for each; reads the scripts by TypeScript's own parser. */
import { readFileSync } from "node:fs";
import ts from "typescript";

const LINES_IN_A_FILE = 300;
const LINES_IN_A_FUNCTION = 40;

/** Yields what is wrong with a script. */
function* faults(text) {
  const source = ts.createSourceFile("script.js", text, ts.ScriptTarget.Latest, true);
  const lines = text.trimEnd().split("\n").length;
  if (lines > LINES_IN_A_FILE) yield [1, `${lines} lines in a file, and ${LINES_IN_A_FILE} are the most`];
  const body = moduleBody(source);
  if (!/^\/\*\* [^]+?\*\/\n\(\(\) => \{\n {2}"use strict";\n/.test(text) || !body) {
    yield [1, 'a script is a sentence in /** */ and one (() => { "use strict"; … })()'];
  }
  yield* faultsBelow(source, body, source);
}

/** Yields what is wrong with a node's descendants. */
function* faultsBelow(node, body, source) {
  for (const child of node.getChildren(source)) {
    const line = lineOf(source, child.getStart(source));
    if (ts.isFunctionLike(child) && child.body && child.body !== body) {
      const length = lineOf(source, child.end) - line + 1;
      if (length > LINES_IN_A_FUNCTION) yield [line, `${length} lines in a function, and ${LINES_IN_A_FUNCTION} are the most`];
    }
    if (ts.isVariableDeclarationList(child) && !(child.flags & ts.NodeFlags.BlockScoped)) yield [line, "var: write const or let"];
    if (ts.isFunctionExpression(child)) yield [line, "a function expression: write a declaration or an arrow"];
    if (ts.isBinaryExpression(child)) yield* operatorFaults(child, line, source);
    yield* faultsBelow(child, body, source);
  }
}

/** Yields loose comparisons, and anything given to `window` but the one namespace. */
function* operatorFaults({ left, operatorToken }, line, source) {
  const operator = operatorToken.getText(source);
  if (operator === "==" || operator === "!=") yield [line, `${operator}: write ${operator}=`];
  if (operator === "=" && /^(window|globalThis|self)\./.test(left.getText(source)) && left.getText(source) !== "window.journeybook") {
    yield [line, `${left.getText(source)}: our scripts have one namespace, window.journeybook`];
  }
}

/** Returns the body of the arrow function that is the whole script, or nothing. */
function moduleBody(source) {
  const [statement, ...others] = source.statements;
  const call = !others.length && statement && ts.isExpressionStatement(statement) && statement.expression;
  const callee = call && ts.isCallExpression(call) && ts.isParenthesizedExpression(call.expression) && call.expression.expression;
  return callee && ts.isArrowFunction(callee) ? callee.body : null;
}

function lineOf(source, position) {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

let count = 0;
for (const path of process.argv.slice(2)) {
  for (const [line, what] of faults(readFileSync(path, "utf8"))) {
    console.log(`${path}:${line}: ${what}`);
    count += 1;
  }
}
process.exitCode = count ? 1 : 0;
