// Reading and changing what lies at a path like `legend.calcs` in options that are kept freely.

type Kept = Readonly<Record<string, unknown>>;

const isKept = (value: unknown): value is Kept => typeof value === "object" && value !== null && !Array.isArray(value);

/** A path comes from files too: these names would reach into every object there is. */
const isForbidden = (name: string): boolean => name === "__proto__" || name === "constructor" || name === "prototype";

export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split(".")) {
    if (!isKept(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** The object with another value there. `undefined` takes it away, and what becomes empty on the way up with it. */
export function withValueAt<T extends Kept>(object: T, path: string, value: unknown): T {
  const names = path.split(".");
  return names.some(isForbidden) ? object : (put(object, names, value) as T);
}

function put(object: Kept, [name = "", ...rest]: readonly string[], value: unknown): Kept {
  const { [name]: was, ...others } = object;
  const own = Object.hasOwn(object, name) ? was : undefined;
  const next = rest.length === 0 ? value : put(isKept(own) ? own : {}, rest, value);
  const isGone = next === undefined || (rest.length > 0 && value === undefined && isKept(next) && Object.keys(next).length === 0);
  // Into its old place, so that a change is one line in the file.
  if (!Object.hasOwn(object, name)) return isGone ? object : { ...others, [name]: next };
  return isGone ? others : { ...object, [name]: next };
}
