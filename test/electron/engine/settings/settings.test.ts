import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import { createProblems } from "../../../../electron/engine/settings/problems";
import { openSettings } from "../../../../electron/engine/settings/settings";
import { connectionTo } from "../../../support/connections";
import { newFolder, recordingLog } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, "settings.json");
const onDisk = () => JSON.parse(readFileSync(path(), "utf8"));

async function open(text?: string) {
  if (text !== undefined) writeFileSync(path(), text);
  const clock = createFakeClock();
  const problems = createProblems({ clock });
  const { log, lines } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  return { settings, told: () => problems.list().map((problem) => problem.text), lines };
}

const connection = connectionTo("http://localhost:9090");
const whole = {
  version: 1,
  preferences: {
    theme: "dark",
    density: "compact",
    notifications: false,
    allowUnencryptedSecrets: true,
    historyRawHours: 48,
    historyTenSecondDays: 14,
    historyMinuteDays: 365,
    historyMegabytes: 2000,
    prometheusApi: { enabled: true, port: 9100 },
    sayResolved: false,
    noticeSound: true,
    noticeBudgetPerHour: 10,
    quietHours: { isOn: true, fromMinute: 60, toMinute: 120, weekdays: [1] },
    doNotDisturb: { isOn: true, untilMs: 1000 },
    criticalBreaksThrough: false,
  },
  connections: [connection],
  ruleFiles: [{ id: "r", name: "rules.yml", path: "/rules.yml", source: "local", enabled: true }],
  collectors: [{ id: "gpu", everyMs: 5000, isOn: false }],
  dashboardFolders: [{ id: "f", path: "/srv/dashboards" }],
  ruleFolders: [],
  logPlaces: [{ kind: "files", id: "p", glob: "/var/log/*.log" }],
};

test("a first start has the first preferences, no problem, and writes nothing", async () => {
  const { settings, told } = await open();
  expect(settings.get().preferences).toEqual({
    theme: "system",
    density: "comfortable",
    notifications: true,
    allowUnencryptedSecrets: false,
    historyRawHours: 24,
    historyTenSecondDays: 7,
    historyMinuteDays: 90,
    historyMegabytes: 1000,
    prometheusApi: { enabled: false, port: 9099 },
    sayResolved: true,
    noticeSound: false,
    noticeBudgetPerHour: 5,
    quietHours: { isOn: false, fromMinute: 1320, toMinute: 420, weekdays: [0, 1, 2, 3, 4, 5, 6] },
    doNotDisturb: { isOn: false },
    criticalBreaksThrough: true,
  });
  expect(told()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("what was kept is read back whole", async () => {
  const { settings, told } = await open(JSON.stringify(whole));
  expect(settings.get()).toEqual(whole);
  expect(told()).toEqual([]);
});

test("a connection that was kept before alerts of servers were shown shows its alerts, and counts as right", async () => {
  const { showsAlerts: _, ...old } = connection;
  const { settings, told } = await open(JSON.stringify({ ...whole, connections: [old] }));
  expect(settings.get().connections).toEqual([{ ...old, showsAlerts: true }]);
  expect(told()).toEqual([]);
});

test("a change is on disk, readable by the owner alone, when it resolves", async () => {
  const { settings } = await open();
  await settings.update((all) => ({ ...all, preferences: { ...all.preferences, theme: "light" } }));
  expect(onDisk()).toMatchObject({ version: 1, preferences: { theme: "light" } });
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["settings.json"]);
});

test("changes made at the same time are made one after another, and none is lost", async () => {
  const { settings } = await open();
  const add = (id: string) => settings.update((all) => ({ ...all, connections: [...all.connections, { ...connection, id }] }));
  await Promise.all(["a", "b", "c", "d"].map(add));
  expect(onDisk().connections.map((kept: { id: string }) => kept.id)).toEqual(["a", "b", "c", "d"]);
});

test("a change that cannot be written is refused, changes nothing, and the next one is tried again", async () => {
  const { settings } = await open();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "in the way");
  const heard: unknown[] = [];
  settings.onChange((all) => heard.push(all));
  const before = settings.get();
  await expect(settings.update((all) => ({ ...all, connections: [connection] }))).rejects.toMatchObject({
    failure: { kind: "refused", say: expect.stringContaining(`could not be written to ${path()}`), retry: true },
  });
  expect(settings.get()).toBe(before);
  expect(heard).toEqual([]);
  rmSync(folder);
  mkdirSync(folder);
  await settings.update((all) => ({ ...all, connections: [connection] }));
  expect(heard).toHaveLength(1);
});

describe("a damaged file", () => {
  test.each([
    { name: "is not JSON", text: '{"version": 1, "preferences": {', reason: "was not JSON" },
    { name: "is empty", text: "", reason: "was empty" },
    { name: "holds no object", text: "[1, 2]", reason: "did not hold settings" },
    {
      name: "comes from a newer version",
      text: '{"version": 2}',
      reason: "was written by a newer Watchdeck (version 2 of the file)",
    },
  ])("that $name is set aside whole, and the problem names it", async ({ text, reason }) => {
    const { settings, told } = await open(text);
    const aside = `${path()}.damaged-2026-11-21T08-00-00.000Z`;
    expect(told()).toEqual([`The settings file ${reason}; it is kept as ${aside}, and Watchdeck started with new settings.`]);
    expect(readFileSync(aside, "utf8")).toBe(text);
    await settings.update((all) => ({ ...all, connections: [connection] }));
    expect(onDisk().connections).toHaveLength(1);
    expect((await open()).told()).toEqual([]);
  });

  test("that is not even a file is set aside too", async () => {
    mkdirSync(path());
    const { told } = await open();
    expect(told()).toEqual([expect.stringMatching(/^The settings file could not be read \(EISDIR\); it is kept as /)]);
  });

  test("that cannot be set aside is left alone, and changes are refused in words", async () => {
    mkdirSync(join(`${path()}.damaged-2026-11-21T08-00-00.000Z`, "in the way"), { recursive: true });
    const { settings, told } = await open("damaged");
    await expect(settings.update((all) => ({ ...all, connections: [connection] }))).rejects.toThrow("could not be set aside");
    expect(told()).toEqual([expect.stringContaining("changes to settings are not kept until it is moved away")]);
    expect(readFileSync(path(), "utf8")).toBe("damaged");
  });
});

describe("a file with wrong fields", () => {
  const cases: { name: string; wrong: object; fields: string; expected: object }[] = [
    {
      name: "an unknown theme",
      wrong: { preferences: { ...whole.preferences, theme: "pink" } },
      fields: "preferences.theme",
      expected: { preferences: { ...whole.preferences, theme: "system" } },
    },
    {
      name: "preferences that are no object",
      wrong: { preferences: "dark" },
      fields: "preferences",
      expected: { preferences: preferencesSchema.parse({}) },
    },
    {
      name: "a connection with broken trust settings",
      wrong: { connections: [{ ...connection, tls: "yes" }] },
      fields: "connections[0].tls",
      expected: { connections: [connection] },
    },
    {
      name: "a connection without a URL, beside a good one",
      wrong: { connections: [{ ...connection, id: "x", url: 5 }, connection] },
      fields: "connections[0].url, connections[0]",
      expected: { connections: [connection] },
    },
    {
      name: "two connections of one id",
      wrong: { connections: [connection, { ...connection, name: "Again" }] },
      fields: "connections[1]",
      expected: { connections: [connection] },
    },
    {
      name: "a password in a URL",
      wrong: { connections: [{ ...connection, url: "https://ann:canary@prom.example/x" }] },
      fields: "connections[0].url",
      expected: { connections: [{ ...connection, url: "https://prom.example/x" }] },
    },
    {
      name: "a connection whose URL leads nowhere",
      wrong: { connections: [{ ...connection, url: "http://" }] },
      fields: "connections[0].url, connections[0]",
      expected: { connections: [] },
    },
    { name: "rule files that are no list", wrong: { ruleFiles: {} }, fields: "ruleFiles", expected: { ruleFiles: [] } },
    {
      name: "a collector that would run every half second",
      wrong: { collectors: [{ id: "cpu", everyMs: 500, isOn: false }] },
      fields: "collectors[0].everyMs",
      expected: { collectors: [{ id: "cpu", isOn: false }] },
    },
    {
      name: "a collector that would run once in two hours, and one that is on in words",
      wrong: {
        collectors: [
          { id: "cpu", everyMs: 7_200_000 },
          { id: "gpu", isOn: "yes" },
        ],
      },
      fields: "collectors[0].everyMs, collectors[1].isOn",
      expected: { collectors: [{ id: "cpu" }, { id: "gpu" }] },
    },
    {
      name: "a collector without a name, and one that is set twice",
      wrong: { collectors: [{ isOn: false }, { id: "cpu", isOn: false }, { id: "cpu", everyMs: 2000 }] },
      fields: "collectors[0], collectors[2]",
      expected: { collectors: [{ id: "cpu", isOn: false }] },
    },
    {
      name: "a connection of a kind that nobody knows, and one that says in words whether its alerts are shown",
      wrong: {
        connections: [
          { ...connection, id: "x", kind: "zabbix" },
          { ...connection, showsAlerts: "no" },
        ],
      },
      fields: "connections[0].kind, connections[0], connections[1].showsAlerts",
      expected: { connections: [connection] },
    },
    {
      name: "a folder of dashboards without a path",
      wrong: { dashboardFolders: [{ id: "a" }, { id: "b", path: "/b" }] },
      fields: "dashboardFolders[0]",
      expected: { dashboardFolders: [{ id: "b", path: "/b" }] },
    },
    {
      name: "a place of logs of a kind that there is not",
      wrong: {
        logPlaces: [
          { kind: "registry", id: "a" },
          { kind: "journal", id: "b", units: [] },
        ],
      },
      fields: "logPlaces[0]",
      expected: { logPlaces: [{ kind: "journal", id: "b", units: [] }] },
    },
    { name: "no version", wrong: { version: "one" }, fields: "version", expected: { version: 1 } },
  ];

  test.each(cases)("($name) is repaired, a copy is kept, and it is told once", async ({ wrong, fields, expected }) => {
    const text = JSON.stringify({ ...whole, ...wrong });
    const { settings, told, lines } = await open(text);
    expect(settings.get()).toEqual({ ...whole, ...expected });
    const copy = `${path()}.before-repair-2026-11-21T08-00-00.000Z`;
    expect(told()).toEqual([
      `In settings.json these were not right and were set back or left out: ${fields}. The file as it was is kept as ${copy}.`,
    ]);
    expect(readFileSync(copy, "utf8")).toBe(text);
    expect(lines.join()).not.toContain("canary");
    expect((await open()).told()).toEqual([]);
  });
});

test("the problem list tells one text once, newest first, until it is dismissed", async () => {
  const clock = createFakeClock();
  const problems = createProblems({ clock });
  const heard: number[] = [];
  problems.onChange((all) => heard.push(all.length));
  problems.add("warning", "one");
  problems.add("critical", "two");
  await clock.advance(1000);
  problems.add("warning", "one");
  expect(problems.list().map(({ text, at }) => ({ text, at }))).toEqual([
    { text: "one", at: clock.now() },
    { text: "two", at: clock.now() - 1000 },
  ]);
  problems.dismiss(problems.list()[0]?.id ?? "");
  problems.dismiss("unknown");
  expect(problems.list().map(({ text }) => text)).toEqual(["two"]);
  expect(heard).toEqual([1, 2, 2, 1]);
});
