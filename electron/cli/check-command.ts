import type { Diagnostic } from "#shared/model/failure";
import { decodeRuleText } from "../engine/rules/rule-text";
import { readNamedFile } from "../engine/yaml/read-file";
import { readArguments } from "./arguments";
import { checkFileText, type FileKind, fileKinds } from "./check-file";
import { type Command, UsageError } from "./command";
import { diagnosticLine } from "./diagnostic-line";
import { whyUnreadable } from "./unreadable";

const help = `watchdeck check FILE... [options]

Checks Prometheus rule files, Alertmanager configurations and unit-test files of rules. What is wrong is printed as
file:line:column: error: message, all of it at once.

  --kind KIND   rules, alertmanager or tests; otherwise each file's keys tell which it is

Exit codes: 0 all would load, 1 errors (warnings alone are none), 2 wrong usage.
`;

export const checkCommand: Command = {
  name: "check",
  about: "check rule files, an alertmanager.yml, unit tests of rules",
  help,
  async run(args, { out, tell }) {
    const { positionals: files, values } = readArguments({
      args,
      allowPositionals: true,
      options: { kind: { type: "string" } },
    });
    if (files.length === 0) throw new UsageError("check takes the files to check.");
    const kind = readKind(values.kind);
    let errors = 0;
    for (const file of files) {
      const diagnostics = await checkFile(file, kind);
      out(diagnostics.map((diagnostic) => `${diagnosticLine(file, diagnostic)}\n`).join(""));
      errors += diagnostics.filter(({ severity }) => severity === "error").length;
    }
    if (errors > 0) tell(errors === 1 ? "1 error." : `${errors} errors.`);
    return errors === 0 ? 0 : 1;
  },
};

function readKind(text: string | undefined): FileKind | undefined {
  if (text === undefined) return undefined;
  const kind = fileKinds.find((each) => each === text);
  if (!kind) throw new UsageError(`--kind takes rules, alertmanager or tests, not ${JSON.stringify(text)}.`);
  return kind;
}

async function checkFile(file: string, kind: FileKind | undefined): Promise<Diagnostic[]> {
  const place = { from: 0, to: 0, line: 1, column: 1 };
  let bytes: Uint8Array;
  try {
    bytes = await readNamedFile(file);
  } catch (error) {
    return [{ severity: "error", message: `the file cannot be read: ${whyUnreadable(error)}`, place }];
  }
  const { text, encoding } = decodeRuleText(bytes);
  const diagnostics = await checkFileText(text, kind);
  if (encoding !== "Windows-1252") return diagnostics;
  return [{ severity: "error", message: `the file is written in ${encoding}: save it as UTF-8`, place }, ...diagnostics];
}
