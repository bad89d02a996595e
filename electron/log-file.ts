import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const largestBytes = 5_000_000;

/**
 * Returns the function that adds one line to a file. Lines are few and are written at once, so that the last one before a
 * crash is there. Past 5 MB the file becomes `<name>.1`, in the place of an older one.
 */
export function openLogFile(path: string, limit: number = largestBytes): (line: string) => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let file = openSync(path, "a", 0o600);
  let size = fstatSync(file).size;

  return (line) => {
    try {
      if (size >= limit) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, "a", 0o600);
        size = 0;
      }
      size += writeSync(file, `${line}\n`);
    } catch {
      // A full disk must not take the console down, and there is nowhere left to write that it is full.
    }
  };
}
