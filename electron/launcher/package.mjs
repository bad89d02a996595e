// `npm run dist [-- TARGET… | --dir] [--output DIR]`: says what is missing, builds, then packages with electron-builder.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { electronBinary } from "./electron.mjs";
import { targets, thisMachine, usualTargets, variablesForOwnTools, whatIsMissing } from "./package-needs.mjs";
import { build, install, root, Sorry } from "./prepare.mjs";

const tell = (line) => process.stderr.write(`${line}\n`);
const platformFlags = { linux: "--linux", darwin: "--mac", win32: "--win" };

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { dir: { type: "boolean" }, output: { type: "string" } } });
  } catch (error) {
    throw new Sorry(
      `${error.message.split("\n")[0]}\nnpm run dist [-- --dir | ${Object.keys(targets).join(" ")}] [--output DIR]`,
    );
  }
}

async function dist() {
  const { values, positionals } = readArguments();
  const wanted = values.dir ? ["dir"] : positionals.length > 0 ? positionals : usualTargets(process.platform);
  await install(tell);

  const electron = electronBinary(process.env);
  const machine = await thisMachine({ env: process.env, hasElectron: electron !== undefined });
  const missing = whatIsMissing(wanted, machine);
  if (missing.length > 0) {
    const possible = [...usualTargets(process.platform), "dir"].filter((name) => whatIsMissing([name], machine).length === 0);
    const rest = possible.length > 0 ? `\nThis machine can build: npm run dist -- ${possible.join(" ")}` : "";
    throw new Sorry(`Nothing was packaged.\n${missing.map((line) => `  ${line}`).join("\n")}${rest}`);
  }

  await build(tell);
  const builder = join(createRequire(import.meta.url).resolve("electron-builder/package.json"), "..", "cli.js");
  const args = [
    platformFlags[process.platform],
    ...wanted,
    "--publish=never",
    ...(electron ? [`-c.electronDist=${electron.folder}`] : []),
    ...(values.output ? [`-c.directories.output=${values.output}`] : []),
  ];
  const env = { ...process.env, ...variablesForOwnTools(process.env) };
  return spawnSync(process.execPath, [builder, ...args], { cwd: root, stdio: "inherit", env }).status ?? 1;
}

try {
  process.exitCode = await dist();
} catch (error) {
  if (!(error instanceof Sorry)) throw error;
  tell(error.message);
  process.exitCode = 1;
}
