// The status bar says what the console itself costs, over all its processes; held here against what the system says of them.
import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const onLinux = process.platform === "linux" ? [] : ["Linux"];
for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the console's own cost in the ${shell} shell`, [...missingFor(shell), ...onLinux], () => ownCost(shell));

const mebibyte = 1024 * 1024;
const units: Readonly<Record<string, number>> = { KiB: mebibyte / 1024, MiB: mebibyte, GiB: 1024 * mebibyte };

function ownCost(shell: Shell): void {
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(() => watchdeck?.close());

  const bar = () => page.getByRole("link", { name: "Watchdeck's own cost" });

  test("CPU, memory, samples, lateness and wake-ups are there after a few seconds", async () => {
    const figures = /: ([\d.]+)% CPU, ([\d.]+)\s([KMG]iB), ([\d.]+) k? ?samples\/s, (?:< )?[\d.]+\sm?s late, \d+ wake-ups\/s$/;
    const found = await eventually(async () => {
      const match = figures.exec((await bar().getAttribute("aria-label")) ?? "");
      // The first second has nothing to take a difference from.
      return match && Number(match[4]) > 0 ? match : undefined;
    }, "the status bar's figures");
    const [, cpu, memory, unit] = found;
    expect(Number(cpu)).toBeLessThan(400);
    const bytes = Number(memory) * (units[unit ?? ""] ?? 0);
    expect(bytes).toBeGreaterThan(30 * mebibyte);
    expect(bytes).toBeLessThan(2048 * mebibyte);
  });

  test("behind them are the processes, each a real one with its memory as the system has it", async () => {
    await bar().hover();
    const lines = readLines((await bar().getAttribute("title")) ?? "");
    const roles = new Set(lines.map(({ role }) => role));
    expect([...roles]).toEqual(expect.arrayContaining(shell === "desktop" ? ["engine", "shell", "window"] : ["engine", "shell"]));
    for (const { pid, bytes, isProportional } of lines) {
      const [file, line] = isProportional ? ["smaps_rollup", /^Pss:\s+(\d+) kB/m] : ["status", /^VmRSS:\s+(\d+) kB/m];
      const real = Number(line.exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1]) * 1024;
      // It moves while it is read; a wrong unit, field or process is off by more.
      expect(bytes / real, `${pid} has ${real} bytes`).toBeGreaterThan(0.5);
      expect(bytes / real, `${pid} has ${real} bytes`).toBeLessThan(2);
    }
  });

  test("a click leads to the cost of each collector", async () => {
    await bar().click();
    await page.getByRole("table", { name: "Collectors" }).waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}

/** `engine 4711: 1.2% · 48 MiB · 20 wake-ups/s` of each process, "with what it shares" until its share was looked up. */
const readLines = (title: string) =>
  title.split("\n").flatMap((line) => {
    const match = /^(\w+) (\d+): .*? · ([\d.]+)\s([KMG]iB)( with what it shares)?/.exec(line);
    if (!match) return [];
    const bytes = Number(match[3]) * (units[match[4] ?? ""] ?? 0);
    return [{ role: match[1], pid: Number(match[2]), bytes, isProportional: match[5] === undefined }];
  });
