import { relative } from "node:path";
import { compileSearch } from "#shared/templates/regex";
import type { TestRun, TestVerdict } from "../engine/rule-tests/run";
import { readArguments } from "./arguments";
import { type Command, UsageError } from "./command";
import { diagnosticLine, oneLine } from "./diagnostic-line";
import { whyUnreadable } from "./unreadable";

const help = `watchdeck test FILE... [options]

Runs unit tests of Prometheus rules, in the files that \`promtool test rules\` takes: what alerts fire, what expressions give,
over series that the file makes up. The paths of rule_files are seen from the file's folder.

  --run REGEX   only the tests whose names match

Exit codes: 0 all pass, 1 a test fails or a file is wrong, 2 wrong usage.
`;

export const testCommand: Command = {
  name: "test",
  about: "run unit tests of Prometheus rules",
  help,
  async run(args, { out, tell }) {
    const { positionals: files, values } = readArguments({
      args,
      allowPositionals: true,
      options: { run: { type: "string" } },
    });
    if (files.length === 0) throw new UsageError("test takes the unit-test files to run.");
    const isWanted = readPattern(values.run);
    let failed = 0;
    for (const file of files) if (!(await testFile(file, isWanted, out))) failed++;
    if (failed > 0) tell(`${failed} of ${files.length === 1 ? "1 file" : `${files.length} files`} failed.`);
    return failed === 0 ? 0 : 1;
  },
};

function readPattern(pattern: string | undefined): ((name: string) => boolean) | undefined {
  if (pattern === undefined) return undefined;
  try {
    const compiled = compileSearch(pattern);
    return (name) => compiled.matcher(name).find();
  } catch (error) {
    throw new UsageError(`--run takes a regular expression: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function testFile(
  file: string,
  isWanted: ((name: string) => boolean) | undefined,
  out: (text: string) => void,
): Promise<boolean> {
  // Loaded where it is needed: no other command evaluates rules.
  const { runRuleTests } = await import("../engine/rule-tests/run");
  let run: TestRun;
  try {
    run = await runRuleTests(file, isWanted);
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
    out(`FAIL ${file}\n  the file cannot be read: ${whyUnreadable(error)}\n`);
    return false;
  }
  const lines = run.diagnostics.map(({ path, diagnostic }) => diagnosticLine(path === file ? file : nearby(path), diagnostic));
  out([...lines, ...verdictLines(file, run)].map((line) => `${line}\n`).join(""));
  return run.hasPassed;
}

/** As short as it can be written from here. */
function nearby(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

function verdictLines(file: string, { tests, hasPassed }: TestRun): string[] {
  if (hasPassed) return [`PASS ${file} (${tests.length === 1 ? "1 test" : `${tests.length} tests`})`];
  return [`FAIL ${file}`, ...tests.filter(({ failures }) => failures.length > 0).flatMap(testLines)];
}

function testLines({ name, line, failures }: TestVerdict): string[] {
  const title = name === "" ? `the test of line ${line}` : `${oneLine(name)} (line ${line})`;
  return [
    `  FAIL ${title}`,
    ...failures.flatMap((failure) => [
      `    line ${failure.line}: ${oneLine(failure.say)}`,
      ...failure.differences.map((difference) => `      ${oneLine(difference)}`),
    ]),
  ];
}
