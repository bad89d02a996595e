import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A captured file from test/fixtures, as text. */
export const fixture = (path: string): string => readFileSync(resolve(import.meta.dirname, "../fixtures", path), "utf8");
