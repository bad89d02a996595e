// Paths with patterns, as Go's filepath.Glob reads them: `*` and `?` inside one part of the path, `[a-z]`, no `**`.
import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const isPattern = (part: string) => /[*?[\\]/.test(part);

/** The files that a path or pattern names, seen from a folder, in the order of their names. */
export async function matchingFiles(pattern: string, folder: string): Promise<string[]> {
  const whole = resolve(folder, pattern);
  return (await matching(whole)).sort();
}

async function matching(path: string): Promise<string[]> {
  if (!isPattern(path)) return (await exists(path)) ? [path] : [];
  const parent = dirname(path);
  const matches = predicate(path.slice(parent.length).replace(/^\/+/, ""));
  const folders = isPattern(parent) ? await matching(parent) : [parent];
  const found: string[] = [];
  for (const folder of folders) {
    for (const name of await namesIn(folder)) if (matches(name)) found.push(join(folder, name));
  }
  return found;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Not a folder, or not ours to read: nothing in it matches.
    return [];
  }
}

/** One part of a path; the pattern is turned into a regular expression that cannot backtrack far, as names are short. */
function predicate(pattern: string): (name: string) => boolean {
  const source = pattern.replaceAll(
    /\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]|([*?])|([^\\*?[])/gsu,
    (_whole, ...groups: (string | undefined)[]) => {
      const [escaped, negation, set, wildcard, plain] = groups;
      if (escaped !== undefined) return literally(escaped);
      if (set !== undefined) return `[${negation ?? ""}${set.replaceAll(/[\][]/g, "\\$&")}]`;
      if (wildcard !== undefined) return wildcard === "*" ? "[^/]*" : "[^/]";
      return literally(plain ?? "");
    },
  );
  try {
    const compiled = new RegExp(`^${source}$`, "su");
    return (name) => compiled.test(name);
  } catch {
    // A set that is none, such as [z-a]: it matches nothing.
    return () => false;
  }
}

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
