import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ConnectionRow } from "#shared/contract/connections";
import { preferencesSchema } from "#shared/contract/settings";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpConnectionsApi } from "../../../../electron/engine/api/connections";
import { setUpSettingsApi } from "../../../../electron/engine/api/settings";
import type { Connections } from "../../../../electron/engine/connections/connections";
import { createProblems } from "../../../../electron/engine/settings/problems";
import { openSettings } from "../../../../electron/engine/settings/settings";
import { newFolder, recordingLog } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const savedRow: ConnectionRow = {
  id: "one",
  kind: "prometheus",
  name: "one",
  url: "http://127.0.0.1:9090",
  auth: { kind: "none" },
  headerNames: [],
  tls: { skipVerify: false },
  showsAlerts: true,
  state: { kind: "unknown" },
  storedSecrets: [],
  lockedSecrets: [],
};

async function setUp() {
  const clock = createFakeClock();
  const problems = createProblems({ clock });
  const { log } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  const api = createApi(log);
  setUpSettingsApi(api, { settings, problems });

  const changed = new Set<() => void>();
  const probes: number[] = [];
  const connections: Pick<Connections, "list" | "onChange" | "probeUnheard" | "save"> = {
    list: () => [],
    save: async ({ name }) => ({ ...savedRow, name }),
    onChange: (run) => {
      changed.add(run);
      return () => changed.delete(run);
    },
    probeUnheard: async () => {
      probes.push(clock.monotonic());
    },
  };
  const stop = setUpConnectionsApi(api, { connections: connections as Connections, clock });

  const heard: ToWindow[] = [];
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => heard.push(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(port);
  return {
    clock,
    settings,
    problems,
    api,
    heard,
    probes,
    stop,
    listen: (name: string) => port.onMessage?.({ t: "listen", name }),
    change: () => {
      for (const run of changed) run();
    },
  };
}

test("preferences are changed by field, kept, and told to windows that listen", async () => {
  const { api, settings, heard, listen } = await setUp();
  listen("settings.changed");
  const reply = await api.run("settings.update", { theme: "dark", density: undefined });
  const preferences = { ...preferencesSchema.parse({}), theme: "dark", density: "comfortable" };
  expect(reply).toEqual({ ok: true, value: preferences });
  expect(await api.run("settings.get", {})).toEqual({ ok: true, value: preferences });
  await settings.update((all) => ({ ...all, ruleFiles: [] }));
  expect(heard).toEqual([{ t: "event", name: "settings.changed", value: preferences }]);
});

test("problems are listed, told and dismissed", async () => {
  const { api, problems, heard, listen } = await setUp();
  listen("problems.changed");
  problems.add("warning", "trouble");
  const [problem] = problems.list();
  expect(await api.run("problems.list", {})).toEqual({ ok: true, value: { problems: [problem] } });
  expect(await api.run("problems.dismiss", { id: problem?.id })).toEqual({ ok: true, value: {} });
  expect(heard.map((message) => message.t === "event" && message.value)).toEqual([{ problems: [problem] }, { problems: [] }]);
});

test("changes of connections are told at once, then at most one a second, and the last one always", async () => {
  const { clock, heard, listen, change } = await setUp();
  listen("connections.changed");
  change();
  await clock.advance(0);
  expect(heard).toHaveLength(1);
  for (let count = 0; count < 5; count++) {
    change();
    await clock.advance(100);
  }
  expect(heard).toHaveLength(1);
  await clock.advance(500);
  expect(heard).toHaveLength(2);
  await clock.advance(5000);
  expect(heard).toHaveLength(2);
});

test("a connection that was just saved is asked at once", async () => {
  const { api, clock, probes, listen, stop } = await setUp();
  listen("connections.changed");
  await clock.advance(2000);
  expect(probes).toEqual([1000]);
  await api.run("connections.save", { kind: "prometheus", name: "prod", url: "http://127.0.0.1:9090" });
  await clock.advance(1);
  expect(probes).toEqual([1000, 2000]);
  stop();
});

test("connections are probed only while a window listens, and no more once the console stops", async () => {
  const { clock, probes, listen, stop } = await setUp();
  await clock.advance(60_000);
  expect(probes).toEqual([]);
  listen("connections.changed");
  await clock.advance(10_000);
  expect(probes).toEqual([61_000, 66_000]);
  stop();
  await clock.advance(60_000);
  expect(probes).toHaveLength(2);
  expect(clock.pendingTimers).toBe(0);
});
