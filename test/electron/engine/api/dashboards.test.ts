import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpDashboardsApi } from "../../../../electron/engine/api/dashboards";
import { setUpNotesApi } from "../../../../electron/engine/api/notes";
import { openLibrary } from "../../../../electron/engine/dashboards/library";
import { openNotes } from "../../../../electron/engine/dashboards/notes";
import { aDashboard } from "../../../support/dashboards";
import { newFolder } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { quietLog } from "../../../support/transports";

let dataFolder: string;
beforeEach(() => {
  dataFolder = newFolder();
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const room = () =>
  openLibrary({
    dataFolder,
    clock: createFakeClock(),
    log: quietLog,
    watched: { list: () => [], save: async () => {} },
    isListenedTo: () => false,
    onChange() {},
  });

test("the room is opened by the first call and once, again after it could not be opened, and closed with the engine", async () => {
  const api = createApi(quietLog);
  let opened = 0;
  const close = setUpDashboardsApi(api, {
    async open() {
      if (++opened === 1) throw new AppError({ kind: "refused", say: "The disk is full." });
      return room();
    },
  });
  expect(opened).toBe(0);
  expect(await api.run("dashboards.list", {})).toMatchObject({ ok: false, failure: { say: "The disk is full." } });
  expect(await api.run("dashboards.save", { dashboard: aDashboard() })).toMatchObject({
    ok: true,
    value: { row: { uid: "cpu" } },
  });
  expect(await api.run("dashboards.get", { uid: "cpu" })).toMatchObject({
    ok: true,
    value: { dashboard: aDashboard(), repairs: [] },
  });
  expect(opened).toBe(2);
  await close();
});

test("a console that never shows a dashboard closes without having opened the room", async () => {
  await setUpDashboardsApi(createApi(quietLog), { open: () => Promise.reject(new Error("it was opened")) })();
});

test("a dashboard that is not right is refused before it reaches a file", async () => {
  const api = createApi(quietLog);
  setUpDashboardsApi(api, { open: room });
  const dashboard = { ...aDashboard(), uid: "../../etc/passwd" };
  expect(await api.run("dashboards.save", { dashboard })).toMatchObject({ ok: false, failure: { kind: "bad-request" } });
});

test("notes are kept and listed, and changes of alerts come from the ledger", async () => {
  const api = createApi(quietLog);
  setUpNotesApi(api, {
    open: () => openNotes({ path: join(dataFolder, "notes.json"), clock: createFakeClock(), log: quietLog }),
    ledger: {
      list: async () => ({ entries: [{ at: 5, alertId: "a", alertName: "HighLoad", kind: "firing", text: "value 9" }] }),
    },
  });
  const saved = await api.run("notes.save", { atMs: 5, text: "deploy", tags: [] });
  expect(await api.run("notes.list", { fromMs: 0, toMs: 9 })).toEqual({ ok: true, value: { notes: [saved.ok && saved.value] } });
  expect(await api.run("alerts.changes", { fromMs: 0, toMs: 9 })).toEqual({
    ok: true,
    value: { changes: [{ atMs: 5, name: "HighLoad", state: "firing", labels: {}, summary: "value 9" }] },
  });
});
