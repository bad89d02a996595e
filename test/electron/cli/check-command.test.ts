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

test("no file at all is a wrong usage", async () => {
  await expect(check()).rejects.toThrow(new UsageError("check takes the rule files to check."));
});
