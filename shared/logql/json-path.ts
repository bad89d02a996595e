// The expressions of `json name="a.b[0]["c d"]"`: where in a JSON value something stands.

const step = /\s*(?:(\.?)\s*([A-Za-z_][A-Za-z0-9_]*)|\[\s*(\d+)\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\])\s*/y;

/** Keys and indices from the outside in; undefined when the expression is wrong. */
export function parseJsonPath(expression: string): (string | number)[] | undefined {
  const path: (string | number)[] = [];
  let at = 0;
  while (at < expression.length) {
    step.lastIndex = at;
    const found = step.exec(expression);
    if (!found) return undefined;
    const [, dot, name, index, quoted] = found;
    // The first name has no dot before it, every other has.
    if (name !== undefined && (dot === ".") !== at > 0) return undefined;
    path.push(name ?? quoted?.replace(/\\(.)/g, "$1") ?? Number(index));
    at = step.lastIndex;
  }
  return path.length > 0 ? path : undefined;
}

/** The key of `logfmt name="key"`: bare, or in quotes where it has other signs. Undefined when the expression is wrong. */
export function parseLogfmtKey(expression: string): string | undefined {
  const [, bare, quoted] = /^\s*(?:([A-Za-z_][A-Za-z0-9_]*)|"((?:[^"\\]|\\.)*)")\s*$/.exec(expression) ?? [];
  return bare ?? quoted?.replace(/\\(.)/g, "$1");
}
