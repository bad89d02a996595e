// The HTTP API as the settings turn it on and off.
import { rmSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type PrometheusApi, setUpPrometheusApi } from "../../../../electron/engine/prometheus-api/prometheus-api";
import { createQueries } from "../../../../electron/engine/queries/queries";
import { createProblems } from "../../../../electron/engine/settings/problems";
import { openSettings, type SettingsStore } from "../../../../electron/engine/settings/settings";
import { newFolder } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createMemoryStore } from "../../../support/memory-store";
import { freePort } from "../../../support/servers";

let folder: string;
let settings: SettingsStore;
let api: PrometheusApi;
const clock = createFakeClock();
const problems = createProblems({ clock });

function open(): PrometheusApi {
  const store = createMemoryStore();
  const queries = createQueries({ store, clock });
  const log = createFakeLog();
  const demand = { ask: () => {} };
  return setUpPrometheusApi({
    dataFolder: folder,
    settings,
    problems,
    log,
    store,
    queries,
    clock,
    demand,
    help: () => "",
    version: "1",
  });
}

const turn = (enabled: boolean, port: number) =>
  settings.update((all) => ({ ...all, preferences: { ...all.preferences, prometheusApi: { enabled, port } } }));

async function statusAt(port: number, token: string): Promise<number | undefined> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/-/ready`, { headers }).catch(() => undefined);
  return answer?.status;
}

beforeEach(async () => {
  folder = newFolder();
  settings = await openSettings({ folder, log: createFakeLog(), problems, clock });
  api = open();
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

test("it is off until it is turned on, and makes no token", async () => {
  expect(settings.get().preferences.prometheusApi).toEqual({ enabled: false, port: 9099 });
  expect(await api.status()).toEqual({ state: "off", tokenFile: join(folder, "prometheus-api-token") });
  expect(() => statSync(join(folder, "prometheus-api-token"))).toThrow("ENOENT");
});

test("it listens while it is on, moves with its port, and is gone when it is off", async () => {
  const [first, second] = [await freePort(), await freePort()];
  await turn(true, first);
  expect(await api.status()).toMatchObject({ state: "on", url: `http://127.0.0.1:${first}` });
  const token = await api.token();
  expect(await statusAt(first, token)).toBe(200);
  await turn(true, second);
  expect(await api.status()).toMatchObject({ url: `http://127.0.0.1:${second}` });
  expect([await statusAt(first, token), await statusAt(second, token)]).toEqual([undefined, 200]);
  await turn(false, second);
  expect(await api.status()).toMatchObject({ state: "off" });
  expect(await statusAt(second, token)).toBeUndefined();
});

test("the token lies in a file of the owner's, stays the same, and is made anew where it is asked for or damaged", async () => {
  const token = await api.token();
  const path = join(folder, "prometheus-api-token");
  expect(await readFile(path, "utf8")).toBe(`${token}\n`);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  await api.close();
  api = open();
  expect(await api.token()).toBe(token);
  const port = await freePort();
  await turn(true, port);
  await api.status();
  const renewed = await api.renewToken();
  expect(renewed).not.toBe(token);
  expect([await statusAt(port, token), await statusAt(port, renewed)]).toEqual([401, 200]);
  await api.close();
  await writeFile(path, "short");
  api = open();
  expect(await api.token()).toMatch(/^[\w-]{43}$/);
});

test("a port that is taken becomes a problem, and another one puts it right", async () => {
  const port = await freePort();
  await turn(true, port);
  await api.status();
  const second = open();
  const say = `The Prometheus API is off: port ${port} of 127.0.0.1 is taken by another program; choose another one in the settings.`;
  expect(await second.status()).toMatchObject({ state: "failed", problem: say });
  expect(problems.list().map(({ text }) => text)).toContain(say);
  await api.close();
  await turn(true, await freePort());
  expect(await second.status()).toMatchObject({ state: "on" });
  await second.close();
});
