import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AlertsSnapshot, alertsSnapshotSchema, ledgerEntrySchema } from "#shared/contract/alerts";
import { createClient } from "#shared/contract/client";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { ruleFileSchema } from "#shared/model/rule";
import { setUpAlertsApi } from "../../../../electron/engine/api/alerts";
import { type Api, createApi } from "../../../../electron/engine/api/api";
import { createLedger, type Ledger } from "../../../../electron/engine/notify/ledger";
import { createNotify } from "../../../../electron/engine/notify/notify";
import { createRules, type Rules } from "../../../../electron/engine/rules/rules";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeNotifier, type FakeNotifier } from "../../../support/fake-notifier";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";

let folder: string;
let clock: FakeClock;
let sources: FakeSources;
let notifier: FakeNotifier;
let ledger: Ledger;
let rules: Rules;
let api: Api;

// The rooms as the engine joins them; only the sources and the hand that shows notices are stand-ins.
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-alerts-"));
  clock = createFakeClock();
  const log = createFakeLog();
  sources = createFakeSources();
  notifier = createFakeNotifier();
  ledger = createLedger({ path: join(folder, "ledger.jsonl"), clock, log, problems: { add: () => {} } });
  const notify = createNotify({ notifier, ledger, clock, log, isEnabled: () => true });
  rules = createRules({
    folder,
    sources,
    clock,
    log,
    notify,
    checkExpr: () => [],
    loadList: () => [],
    saveList: async () => {},
    problems: { add: () => {} },
    toldOf: (id) => ledger.told(id),
  });
  await rules.start();
  api = createApi(log);
  setUpAlertsApi(api, { rules, ledger, clock });
});
afterEach(async () => {
  await rules.close();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = "groups:\n- name: g\n  interval: 10s\n  rules:\n  - {alert: HighCPU, expr: x, for: 20s}\n";
const load = () => api.run("rules.load", { from: "text", name: "mine", text, source: "local" });

async function value<T>(reply: Promise<{ ok: true; value: T } | { ok: false; failure: unknown }>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

/** A window that listens for snapshots. */
function listen(): AlertsSnapshot[] {
  const seen: AlertsSnapshot[] = [];
  const client = createClient();
  const engine: Port<ToWindow, ToEngine> = {
    send: (m) => window.onMessage?.(m),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  const window: Port<ToEngine, ToWindow> = {
    send: (m) => engine.onMessage?.(m),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(engine);
  client.attach(window);
  client.bridge.listen("alerts.changed", (snapshot) => seen.push(structuredClone(snapshot)));
  return seen;
}

test("an alert's whole life: pending, firing and told, resolved and told, all in the snapshot and the ledger", async () => {
  const file = await value(load());
  expect(ruleFileSchema.parse(file)).toEqual(file);
  sources.answer = () => vector([{ job: "a" }, 1]);
  await clock.advance(15_000);
  const states = async () =>
    (await value(api.run("alerts.snapshot", {}))).files[0]?.groups[0]?.rules[0]?.alerts.map(({ state }) => state);
  expect(await states()).toEqual(["pending"]);
  await clock.advance(25_000);
  const firing = await value(api.run("alerts.snapshot", {}));
  expect(alertsSnapshotSchema.parse(firing)).toBeTruthy();
  const alert = firing.files[0]?.groups[0]?.rules[0]?.alerts[0];
  expect(alert).toMatchObject({ state: "firing", told: { outcome: "notified" } });
  sources.answer = () => vector();
  await clock.advance(10_000);
  expect(await states()).toEqual(["resolved"]);
  expect(notifier.shown.map(({ notice }) => `${notice.tag === alert?.id} ${notice.title}`)).toEqual([
    "true Firing: HighCPU",
    "true Resolved: HighCPU",
  ]);
  const { entries } = await value(api.run("alerts.ledger", { alertId: alert?.id }));
  expect(entries.map((entry) => ledgerEntrySchema.parse(entry).kind)).toEqual([
    "notified",
    "resolved",
    "notified",
    "firing",
    "pending",
  ]);
});

test("windows hear of changes once a second at most, the latest state, and nothing when nothing changed", async () => {
  const seen = listen();
  await settle();
  const note = (alertId: string) => ledger.add({ at: 0, alertId, alertName: "A", kind: "clicked", text: "" });
  await load();
  note("a");
  note("b");
  expect(seen).toEqual([]);
  await clock.advance(1000);
  expect(seen).toEqual([structuredClone(rules.snapshot())]);
  sources.answer = () => vector([{ job: "a" }, 1]);
  await clock.advance(1000);
  const count = seen.length;
  note("c");
  await clock.advance(500);
  note("d");
  await clock.advance(500);
  expect(seen.length - count).toBeLessThanOrEqual(1);
  expect(seen.at(-1)).toEqual(structuredClone(rules.snapshot()));
});

test("what does not change the snapshot is not sent", async () => {
  const seen = listen();
  await settle();
  for (let count = 0; count < 3; count++) {
    ledger.add({ at: 0, alertId: "a", alertName: "A", kind: "clicked", text: "" });
    await clock.advance(2000);
  }
  expect(seen).toHaveLength(1);
});

test("a file is checked without being loaded", async () => {
  const { diagnostics } = await value(api.run("rules.check", { text: "groups:\n- nme: g\n" }));
  expect(diagnostics.map(({ place, message }) => `${place.line}:${place.column} ${message}`)).toEqual([
    '2:3 a group has no field "nme"; it knows name, interval, query_offset, limit, labels, rules',
  ]);
  expect(rules.snapshot().files).toEqual([]);
});

test("a file is updated, shown as text and removed by its id", async () => {
  const { id } = await value(load());
  expect(await value(api.run("rules.text", { id }))).toEqual({ text });
  expect(await value(api.run("rules.update", { id, enabled: false }))).toMatchObject({ id, enabled: false });
  expect(await value(api.run("rules.remove", { id }))).toEqual({});
  expect(await api.run("rules.text", { id })).toMatchObject({ ok: false, failure: { kind: "not-found" } });
});
