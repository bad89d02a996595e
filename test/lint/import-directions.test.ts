import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// The rule itself is in biome.json. Here a copy of the house with one file is linted, once per broken arrow.
const project = resolve(import.meta.dirname, "../..");
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "watchdeck-lint-"));
  copyFileSync(join(project, "biome.json"), join(house, "biome.json"));
  symlinkSync(join(project, "node_modules"), join(house, "node_modules"));
  execFileSync("git", ["init", "-q"], { cwd: house });
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function lint(path: string, specifier: string): { isRefused: boolean; output: string } {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import { thing } from "${specifier}";\n\nexport const other = thing;\n`);
  const biome = join(project, "node_modules/@biomejs/biome/bin/biome");
  const result = spawnSync(process.execPath, [biome, "lint", "--only=style/noRestrictedImports", path], {
    cwd: house,
    encoding: "utf8",
  });
  rmSync(file);
  return {
    isRefused: result.status !== 0 && /noRestrictedImports/.test(result.stdout + result.stderr),
    output: result.stdout + result.stderr,
  };
}

test.each([
  ["shared/model/a.ts", "../../electron/engine/engine"],
  ["shared/model/a.ts", "node:fs"],
  ["shared/model/a.ts", "react"],
  ["electron/engine/a.ts", "../shell/window"],
  ["electron/engine/rules/a.ts", "../../serve"],
  ["electron/engine/a.ts", "electron"],
  ["electron/engine/api/a.ts", "../../../renderer/App"],
  ["electron/engine/collectors/text/a.ts", "../../containers/container"],
  ["electron/engine/collectors/text/a.ts", "../collector"],
  ["electron/engine/collectors/text/a.ts", "node:fs"],
  ["electron/serve.ts", "electron"],
  ["electron/cli.ts", "../renderer/App"],
  ["renderer/pages/alerts/a.ts", "../../../electron/engine/engine"],
  ["renderer/pages/alerts/a.ts", "node:fs"],
  ["renderer/pages/alerts/a.ts", "../metrics/url"],
  ["renderer/components/a.ts", "../pages/alerts/url"],
  ["renderer/charts/a.ts", "../bridge/ask"],
  ["renderer/charts/a.ts", "../panels/gauge/panel"],
  ["renderer/panels/gauge/a.ts", "../../bridge/ask"],
  ["renderer/bridge/a.ts", "../pages/alerts/url"],
])("%s may not import %s", (path, specifier) => {
  const { isRefused, output } = lint(path, specifier);
  expect(isRefused, output).toBe(true);
});

test.each([
  ["shared/model/a.ts", "../units/time"],
  ["shared/contract/a.ts", "zod"],
  ["electron/engine/rules/a.ts", "../sources/source"],
  ["electron/engine/rules/a.ts", "#shared/model/rule"],
  ["electron/engine/rules/a.ts", "node:fs"],
  ["electron/engine/collectors/text/a.ts", "./number-reader"],
  ["electron/engine/collectors/text/a.ts", "#shared/units/time"],
  ["electron/main.ts", "electron"],
  ["electron/shell/a.ts", "electron"],
  ["electron/shell/a.ts", "../engine/engine"],
  ["renderer/pages/alerts/a.ts", "../../bridge/ask"],
  ["renderer/pages/alerts/a.ts", "../../components/Button"],
  ["renderer/pages/alerts/a.ts", "./url"],
  ["renderer/panels/gauge/a.ts", "../../charts/TimeChart"],
  ["renderer/charts/a.ts", "../components/Menu"],
])("%s may import %s", (path, specifier) => {
  const { isRefused, output } = lint(path, specifier);
  expect(isRefused, output).toBe(false);
});
