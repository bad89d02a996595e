// What came from a file, copied so that it may be mended in place and holds nothing that could hurt later: no property named
// `__proto__`, and nothing nested so deep that a recursive reader would run out of stack.

const deepest = 200;

export type PlainCopy = { ok: true; value: unknown } | { ok: false; path: string };

/** `path` is where it is nested too deep. `onDropped` hears the path of each property that was left out. */
export function plainCopy(value: unknown, onDropped: (path: string) => void): PlainCopy {
  class TooDeep extends Error {}

  function copy(from: unknown, path: string, depth: number): unknown {
    if (typeof from !== "object" || from === null) return from;
    if (depth > deepest) throw new TooDeep(path);
    if (Array.isArray(from)) return from.map((item, index) => copy(item, `${path}[${index}]`, depth + 1));
    const to: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(from)) {
      const at = pathOf(path, name);
      if (name === "__proto__") onDropped(at);
      else to[name] = copy(item, at, depth + 1);
    }
    return to;
  }

  try {
    return { ok: true, value: copy(value, "$", 0) };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { ok: false, path: `${error.message.slice(0, 60)}…` };
  }
}

/** A step further in a JSON path: `$.a`, `$["b c"]`, `$[3]`. */
export function pathOf(path: string, step: PropertyKey): string {
  if (typeof step === "number") return `${path}[${step}]`;
  const name = String(step);
  return /^[A-Za-z_$][\w$-]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
