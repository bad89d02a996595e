import { join } from "node:path";
import { expect, test } from "vitest";
import { type Surroundings, UsageError } from "../../../electron/cli/command";
import { testCommand } from "../../../electron/cli/test-command";

const folder = join(import.meta.dirname, "../../fixtures/rule-tests");
const path = (name: string) => join(folder, name);

async function run(...args: string[]) {
  const written = { out: "", told: [] as string[] };
  const surroundings = { out: (text: string) => (written.out += text), tell: (line: string) => written.told.push(line) };
  const code = await testCommand.run(args, surroundings as unknown as Surroundings);
  return { code, ...written };
}

test("tests that pass are counted", async () => {
  const file = path("pass-for.yml");
  expect(await run(file)).toEqual({ code: 0, out: `PASS ${file} (1 test)\n`, told: [] });
});

test("a test that fails shows line by line what was expected and what came", async () => {
  const [good, bad] = [path("pass-for.yml"), path("fail-other-label.yml")];
  expect(await run(good, bad)).toEqual({
    code: 1,
    out: `PASS ${good} (1 test)
FAIL ${bad}
  FAIL one of two hosts goes down (line 3)
    line 11: HostDown at 10m: 1 alert expected to fire, 1 did
        {alertname="HostDown", host="a", instance="a:9100", job="node", severity="warn"}
        - label severity: "warn"
        + label severity: "page"
`,
    told: ["1 of 2 files failed."],
  });
});

test("a mistake in a file is told in the form that editors read", async () => {
  const { code, out } = await run(path("fail-unknown-field.yml"));
  expect(code).toBe(1);
  expect(out).toMatch(/fail-unknown-field\.yml:4:5: error: a test has no field "alert_rule_tests"; .*\nFAIL .*\n$/);
});

test("--run leaves out the tests with other names", async () => {
  const file = path("fail-other-label.yml");
  expect(await run("--run", "^two", file)).toEqual({ code: 0, out: `PASS ${file} (0 tests)\n`, told: [] });
  expect((await run("--run", "^one", file)).code).toBe(1);
});

test("a file that is not there has failed, in words", async () => {
  const file = path("none.yml");
  expect(await run(file)).toEqual({
    code: 1,
    out: `FAIL ${file}\n  the file cannot be read: there is none of that name\n`,
    told: ["1 of 1 file failed."],
  });
});

test.each([
  { args: [], say: "test takes the unit-test files to run." },
  { args: ["--run", "(", "a.yml"], say: "--run takes a regular expression: error parsing regexp: missing closing ): `(`." },
])("$args is a wrong usage", async ({ args, say }) => {
  await expect(run(...args)).rejects.toThrow(new UsageError(say));
});
