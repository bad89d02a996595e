import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkCommand } from "../../../electron/cli/check-command";
import { type Surroundings, UsageError } from "../../../electron/cli/command";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-check-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function check(...files: string[]) {
  const written = { out: "", told: [] as string[] };
  const surroundings = { out: (text: string) => (written.out += text), tell: (line: string) => written.told.push(line) };
  const code = await checkCommand.run(files, surroundings as unknown as Surroundings);
  return { code, ...written };
}

const good = `groups:
  - name: host
    rules:
      - alert: Down
        expr: up == 0
        for: 5m
`;

test("a right file is met with silence", async () => {
  expect(await check(file("good.yml", good))).toEqual({ code: 0, out: "", told: [] });
});

test("a wrong expression is placed in the file, in the form that editors read", async () => {
  const path = file("bad.yml", good.replace("up == 0", "sum(up"));
  const { code, out, told } = await check(path, file("good.yml", good));
  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`^${path}:5:\\d+: error: [^\\n]+\\n$`));
  expect(told).toEqual(["1 error."]);
});

test("all mistakes of all files are told", async () => {
  const { code, out, told } = await check(
    file("a.yml", good.replace("for: 5m", "for: soon")),
    file("b.yml", good.replace("alert: Down", "alarm: Down")),
  );
  expect(code).toBe(1);
  expect(out).toContain("a.yml:6:14: error: ");
  expect(out).toContain("b.yml:4:");
  expect(told[0]).toMatch(/^\d errors\.$/);
});

test.each([
  { name: "a file that is not there", path: "none.yml", why: "there is none of that name" },
  { name: "a folder", path: ".", why: "it is a folder" },
])("$name is told like any other mistake, in words", async ({ path, why }) => {
  const { code, out } = await check(join(folder, path));
  expect({ code, out }).toEqual({ code: 1, out: `${join(folder, path)}:1:1: error: the file cannot be read: ${why}\n` });
});

const tests = "rule_files: [a.yml]\ntests:\n  - alert_rule_test:\n      - eval_time: soon\n";
const alertmanager = "route: {receiver: nobody}\nreceivers: [{name: team}]\n";

test.each([
  { kind: "a rule file", text: good.replace("up == 0", "sum(up"), says: ":5:21: error: could not parse" },
  { kind: "an alertmanager.yml", text: alertmanager, says: ":1:19: error: " },
  { kind: "a file of unit tests", text: tests, says: ":4:20: error: eval_time: not a valid duration" },
  { kind: "broken rules", text: `${good}      - [`, says: "error: " },
  { kind: "a broken alertmanager.yml", text: `${alertmanager}\t[`, says: "error: " },
  {
    kind: "a prometheus.yml",
    text: "rule_files: [a.yml]\nscrape_configs: []\n",
    says: ":1:1: error: this is a prometheus.yml, which check does not read yet",
  },
  { kind: "anything else", text: "a: 1\n", says: ':1:1: error: a rule file has no field "a"' },
])("$kind is known by its keys", async ({ text, says }) => {
  const { code, out } = await check(file("some.yml", text));
  expect(code).toBe(1);
  expect(out).toContain(says);
});

test("a kind that is given counts for more than the keys", async () => {
  const { out } = await check("--kind", "rules", file("some.yml", alertmanager));
  expect(out).toContain('a rule file has no field "route"');
});

test("a kind that is none is a wrong usage", async () => {
  await expect(check("--kind", "grafana", file("a.yml", good))).rejects.toThrow(
    new UsageError('--kind takes rules, alertmanager or tests, not "grafana".'),
  );
});

test("a file in an old encoding is told by its name", async () => {
  writeFileSync(join(folder, "old.yml"), Buffer.from(`${good}        annotations: {summary: "caf\u00e9"}\n`, "latin1"));
  const { code, out } = await check(join(folder, "old.yml"));
  expect({ code, out }).toEqual({
    code: 1,
    out: `${join(folder, "old.yml")}:1:1: error: the file is written in Windows-1252: save it as UTF-8\n`,
  });
});

test("no file at all is a wrong usage", async () => {
  await expect(check()).rejects.toThrow(new UsageError("check takes the files to check."));
});

test.skipIf(process.platform === "win32")("a file without an end is not read to it", async () => {
  const { code, out } = await check("/dev/zero");
  expect({ code, out }).toEqual({
    code: 1,
    out: "/dev/zero:1:1: error: the file cannot be read: it is larger than 50 MB\n",
  });
});
