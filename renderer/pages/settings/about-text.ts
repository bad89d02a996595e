import type { About } from "#shared/contract/app";

/** What a bug report needs to say about this console, one fact a line. */
export function aboutText({ version, shell, dataFolder, versions, secretStorage }: About): string {
  const facts = [
    ["Watchdeck", `${version}, ${shell} shell`],
    ["Data folder", dataFolder],
    ["Secrets", `${secretStorage.kind}: ${secretStorage.detail}`],
    ...Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return facts.map(([name, value]) => `${name}: ${value}`).join("\n");
}
