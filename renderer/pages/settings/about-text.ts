import type { About } from "#shared/contract/app";

/** As their makers write them; what is not listed stays as the engine calls it. */
const writtenNames: ReadonlyMap<string, string> = new Map([
  ["chromium", "Chromium"],
  ["chrome", "Chromium"],
  ["electron", "Electron"],
  ["node", "Node.js"],
  ["v8", "V8"],
]);

/** What the console runs on, each under the name that people know it by, by the alphabet. */
export const versionFacts = ({ versions }: Pick<About, "versions">): [name: string, version: string][] =>
  Object.entries(versions)
    .map(([name, version]): [string, string] => [writtenNames.get(name) ?? name, version])
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What a bug report needs to say about this console, one fact a line. */
export function aboutText({ version, shell, dataFolder, versions, secretStorage }: About): string {
  const facts = [
    ["Watchdeck", `${version}, ${shell} shell`],
    ["Data folder", dataFolder],
    ["Secrets", `${secretStorage.kind}: ${secretStorage.detail}`],
    ...versionFacts({ versions }),
  ];
  return facts.map(([name, value]) => `${name}: ${value}`).join("\n");
}
