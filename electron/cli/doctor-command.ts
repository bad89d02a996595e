import { defaultDataFolder } from "../serve/data-folder";
import { readArguments } from "./arguments";
import { type Command, UsageError } from "./command";
import { examine, type Finding } from "./doctor/findings";
import { createSystem } from "./doctor/system";

const help = `watchdeck doctor [--json] [--data-folder DIR]

Says what this machine offers Watchdeck, and what to do about what is missing.
Exit codes: 0 it can run here, 1 it cannot.
`;

export const doctorCommand: Command = {
  name: "doctor",
  about: "say what this machine offers and what is missing",
  help,
  async run(args, { version, env, platform, now, out }) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, "data-folder": { type: "string" } },
    });
    if (positionals.length > 0) throw new UsageError(`doctor takes options only, not ${JSON.stringify(positionals[0])}.`);
    const dataFolder = values["data-folder"] ?? defaultDataFolder(platform, env);
    const findings = await examine({ system: createSystem(), version, dataFolder, now: now() });
    out(values.json ? `${JSON.stringify(findings, null, 2)}\n` : table(findings));
    return findings.some(({ state }) => state === "problem") ? 1 : 0;
  },
};

export function table(findings: readonly Finding[]): string {
  const width = (values: string[]) => Math.max(...values.map((value) => value.length));
  const whatWidth = width(findings.map(({ what }) => what));
  const stateWidth = width(findings.map(({ state }) => state));
  const lines = findings.flatMap(({ what, state, detail, advice }) => [
    `${what.padEnd(whatWidth)}  ${state.padEnd(stateWidth)}  ${detail}`,
    ...(advice === undefined ? [] : [`${" ".repeat(whatWidth + stateWidth + 4)}→ ${advice}`]),
  ]);
  return `${lines.join("\n")}\n`;
}
