// The scripts that hold for the query language: one per family, two fixtures, and what only newer servers know.
import { readdirSync } from "node:fs";

const folders = [
  { folder: "../shared/promql/scripts/", since: [3, 5] },
  { folder: "../shared/promql/scripts/since-3.14/", since: [3, 14] },
  { folder: "../fixtures/promql/", since: [3, 5] },
] as const;

export interface PromqlScript {
  name: string;
  file: URL;
  /** The version of Prometheus, major and minor, that a script's expectations hold for. */
  since: readonly [number, number];
}

export const promqlScripts = (): PromqlScript[] =>
  folders.flatMap(({ folder, since }) => {
    const at = new URL(folder, import.meta.url);
    const names = readdirSync(at).filter((name) => name.endsWith(".test"));
    return names.map((name) => ({ name, file: new URL(name, at), since }));
  });
