import { pathOf } from "./plain-copy";

/**
 * The paths of properties that the schema does not know and so has left out of `read`: a name typed wrong by hand, or one of a
 * newer version. They would be gone with the next save, and nobody would know.
 */
export function unknownProperties(given: unknown, read: unknown, path = "$"): string[] {
  if (typeof given !== "object" || given === null || typeof read !== "object" || read === null) return [];
  if (Array.isArray(given)) {
    return Array.isArray(read) ? given.flatMap((item, index) => unknownProperties(item, read[index], `${path}[${index}]`)) : [];
  }
  return Object.entries(given).flatMap(([name, value]) => {
    const at = pathOf(path, name);
    if (Object.hasOwn(read, name)) return unknownProperties(value, read[name as keyof typeof read], at);
    // What is written `undefined` in memory does not stand in a file.
    return value === undefined ? [] : [at];
  });
}
