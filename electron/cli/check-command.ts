import { readFile } from "node:fs/promises";
import type { Diagnostic } from "#shared/model/failure";
import { checkRuleFile } from "../engine/rules/check-rule-file";
import { readArguments } from "./arguments";
import { type Command, UsageError } from "./command";
import { whyUnreadable } from "./unreadable";

const help = `watchdeck check FILE...

Checks Prometheus rule files. What is wrong is printed as file:line:column: error: message.
Exit codes: 0 all would load, 1 errors (warnings alone are none), 2 wrong usage.
`;

export const checkCommand: Command = {
  name: "check",
  about: "check Prometheus rule files",
  help,
  async run(args, { out, tell }) {
    const { positionals: files } = readArguments({ args, allowPositionals: true, options: {} });
    if (files.length === 0) throw new UsageError("check takes the rule files to check.");
    let errors = 0;
    for (const file of files) {
      const diagnostics = await checkFile(file);
      out(diagnostics.map((diagnostic) => `${lineOf(file, diagnostic)}\n`).join(""));
      errors += diagnostics.filter(({ severity }) => severity === "error").length;
    }
    if (errors > 0) tell(errors === 1 ? "1 error." : `${errors} errors.`);
    return errors === 0 ? 0 : 1;
  },
};

async function checkFile(file: string): Promise<Diagnostic[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const place = { from: 0, to: 0, line: 1, column: 1 };
    return [{ severity: "error", message: `the file cannot be read: ${whyUnreadable(error)}`, place }];
  }
  return checkRuleFile(text);
}

/** The form that editors and CI systems turn into links. Messages may quote the file: one line stays one line. */
const lineOf = (file: string, { place, severity, message }: Diagnostic) =>
  `${file}:${place.line}:${place.column}: ${severity}: ${message.replaceAll(/[\r\n]+/g, " ")}`;
