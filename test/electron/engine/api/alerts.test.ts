import { beforeEach, expect, test } from "vitest";
import { type AlertsSnapshot, alertCalls } from "#shared/contract/alerts";
import { createClient } from "#shared/contract/client";
import type { StreamFrame } from "#shared/contract/index";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { AlertSummary } from "#shared/model/alert";
import { setUpAlertsApi } from "../../../../electron/engine/api/alerts";
import { type Api, createApi } from "../../../../electron/engine/api/api";
import { createInbox, type Inbox, type OriginAlert } from "../../../../electron/engine/inbox/inbox";
import type { RuleFigures } from "../../../../electron/engine/inbox/summary";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let clock: FakeClock;
let inbox: Inbox;
let api: Api;
let summaries: AlertSummary[];
let stalledSince: number | undefined;
let rulesChanged: () => void = () => undefined;

beforeEach(async () => {
  clock = createFakeClock();
  const log = createFakeLog();
  const ledger = createMemoryLedger({ clock });
  inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  api = createApi(log);
  summaries = [];
  stalledSince = undefined;
  const figures: RuleFigures = {
    counts: () => ({ rules: 3, failing: 1 }),
    latestRound: () => ({ at: 5, lagMs: 2 }),
    latestEvaluationMs: () => 7,
    stalledSince: () => stalledSince,
  };
  setUpAlertsApi(api, {
    inbox,
    ledger,
    clock,
    figures,
    ruleFiles: () => [],
    ruleOf: () => undefined,
    silentServers: () => 1,
    onRulesChange: (run) => {
      rulesChanged = run;
    },
    onSummary: (summary) => summaries.push(summary),
  });
});

const alert = (id: string, more: Partial<OriginAlert> = {}): OriginAlert => ({
  id,
  name: "HighLoad",
  source: "local",
  origins: [{ kind: "rule", ruleId: "r" }],
  labels: { alertname: "HighLoad", severity: "critical" },
  annotations: {},
  state: "firing",
  activeAt: clock.now(),
  firedAt: clock.now(),
  ...more,
});

/** A window on the console. */
function openWindow() {
  const client = createClient();
  const engine: Port<ToWindow, ToEngine> = {
    send: (message) => window.onMessage?.(message),
    close: () => undefined,
    onMessage: undefined,
    onClose: undefined,
  };
  const window: Port<ToEngine, ToWindow> = {
    send: (message) => engine.onMessage?.(message),
    close: () => undefined,
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(engine);
  client.attach(window);
  return client.bridge;
}

async function value<T>(reply: Promise<{ ok: true; value: T } | { ok: false; failure: unknown }>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

test("the summary counts what fires by severity, and apart what is muted, pending or unknown", async () => {
  inbox.report(
    "rule/r",
    [
      alert("a"),
      alert("b", { labels: { alertname: "B", severity: "page" } }),
      alert("c", { labels: { alertname: "C", severity: "warn" } }),
      alert("d", { labels: { alertname: "D" } }),
      alert("e", { state: "pending", firedAt: undefined }),
      alert("f", { unknown: "its rule fails" }),
      alert("g", { state: "resolved", resolvedAt: clock.now() }),
      alert("h"),
      alert("i"),
    ],
    clock.now(),
  );
  inbox.acknowledge(["h"], { at: clock.now(), comment: "" });
  inbox.setMuted(new Map([["i", { by: "silence", ids: ["s"], say: "silenced" }]]));
  expect(await value(api.run("alerts.summary", {}))).toEqual({
    critical: 2,
    warning: 1,
    info: 0,
    none: 1,
    pending: 1,
    muted: 2,
    // One alert, one rule, one server.
    unknown: 3,
    rules: 3,
    evaluatedAt: 5,
    evaluationLagMs: 2,
    evaluationMs: 7,
  });
});

test("an alert is given with its history, and one that is gone fails in words", async () => {
  inbox.report("rule/r", [alert("a")], clock.now());
  expect((await value(api.run("alerts.get", { id: "a" }))).alert.state).toBe("firing");
  const { entries } = await value(api.run("alerts.ledger", { alertId: "a" }));
  expect(entries.map(({ kind }) => kind)).toEqual(["firing"]);
  expect(await api.run("alerts.get", { id: "x" })).toMatchObject({ ok: false, failure: { kind: "not-found" } });
});

test("the past of alerts comes as bands", async () => {
  const at = clock.now();
  inbox.report("rule/r", [alert("a")], at);
  inbox.report("rule/r", [alert("a", { state: "resolved", firedAt: at, resolvedAt: at + 10 })], at + 10);
  await clock.advance(20);
  const { alerts } = await value(api.run("alerts.bands", { ids: ["a", "x"], fromMs: at - 10, toMs: at + 20 }));
  expect(alertCalls["alerts.bands"].output.parse({ alerts })).toEqual({ alerts });
  expect(alerts[0]?.bands.map(({ state, fromMs }) => `${fromMs - at} ${state}`)).toEqual([
    "-10 unobserved",
    "0 firing",
    "10 inactive",
  ]);
  expect(alerts[0]).toMatchObject({ fired: 1, medianFiringMs: 10 });
  expect(alerts[1]?.bands.map(({ state }) => state)).toEqual(["inactive"]);
});

test("a window that watches gets everything, and then what changed, once a second", async () => {
  inbox.report("rule/r", [alert("a"), alert("b")], clock.now());
  const frames: StreamFrame<"alerts.watch">[] = [];
  openWindow().open(
    "alerts.watch",
    {},
    9,
    (frame) => frames.push(frame),
    () => undefined,
  );
  await settle();
  expect(frames.map(({ isWhole, changed }) => [isWhole, changed.length])).toEqual([[true, 2]]);
  inbox.report("rule/r", [alert("a", { value: "8" })], clock.now(), { gone: "test" });
  inbox.report("rule/r", [alert("a", { value: "9" })], clock.now());
  await settle();
  expect(frames).toHaveLength(1);
  await clock.advance(1000);
  expect(frames).toHaveLength(2);
  expect(frames[1]?.changed.map(({ id, value }) => [id, value])).toEqual([["a", "9"]]);
  expect(frames[1]?.removed).toEqual(["b"]);
});

test("acknowledging is in the row at once, and can be taken back", async () => {
  inbox.report("rule/r", [alert("a")], clock.now());
  await value(api.run("alerts.acknowledge", { ids: ["a"], comment: "on it" }));
  expect(inbox.get("a")?.acknowledged).toMatchObject({ comment: "on it" });
  await value(api.run("alerts.unacknowledge", { ids: ["a"] }));
  expect(inbox.get("a")?.acknowledged).toBeUndefined();
});

test("windows and the tray hear of a change a second later, and of nothing when nothing changed", async () => {
  const seen: AlertsSnapshot[] = [];
  openWindow().listen("alerts.changed", (snapshot) => seen.push(snapshot));
  await settle();
  inbox.report("rule/r", [alert("a")], clock.now());
  rulesChanged();
  await clock.advance(999);
  expect(summaries).toEqual([]);
  await clock.advance(1);
  expect(summaries.map(({ critical }) => critical)).toEqual([1]);
  expect(seen).toHaveLength(1);
  rulesChanged();
  await clock.advance(20_000);
  expect([summaries.length, seen.length]).toEqual([1, 1]);
});

test("a stall is told though nothing else happens", async () => {
  await clock.advance(6000);
  stalledSince = clock.now();
  await clock.advance(6000);
  expect(summaries.at(-1)?.stalledSince).toBe(stalledSince);
});
