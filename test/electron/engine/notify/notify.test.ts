import { beforeEach, describe, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import type { Alert } from "#shared/model/rule";
import type { Ledger, Told } from "../../../../electron/engine/notify/ledger";
import { createNotify, type Notify } from "../../../../electron/engine/notify/notify";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeNotifier, type FakeNotifier } from "../../../support/fake-notifier";

const firedAt = Date.UTC(2026, 10, 21, 7);
let clock: FakeClock;
let notifier: FakeNotifier;
let entries: LedgerEntry[];
let opened: string[];
let isEnabled: boolean;
let notify: Notify;

beforeEach(() => {
  clock = createFakeClock();
  notifier = createFakeNotifier();
  entries = [];
  opened = [];
  isEnabled = true;
  notify = create();
});

function create(): Notify {
  const ledger: Ledger = {
    load: async () => {},
    add: (entry) => entries.push(entry),
    list: () => [],
    told(id): Told | undefined {
      const last = entries.findLast((entry) => entry.alertId === id && /notified/.test(entry.kind));
      return last && { at: last.at, isTold: last.kind === "notified", outcome: `not notified: ${last.text}` };
    },
    isOpen(id) {
      const own = entries.filter((entry) => entry.alertId === id);
      const ended = own.findLastIndex(({ kind }) => kind === "resolved" || kind === "dropped");
      const kinds = own.slice(ended + 1).map(({ kind }) => kind);
      return kinds.includes("firing") && kinds.includes("notified");
    },
    onChange: () => {},
    close: async () => {},
  };
  return createNotify({
    notifier,
    ledger,
    clock,
    log: createFakeLog(),
    isEnabled: () => isEnabled,
    openRoute: (route) => opened.push(route),
  });
}

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  ruleId: "rule",
  name: "HighCPU",
  source: "local",
  labels: { alertname: "HighCPU", instance: `host-${id}`, severity: "warning" },
  annotations: { summary: `CPU of host-${id} is high` },
  state: "firing",
  value: "0.97",
  activeAt: firedAt,
  firedAt,
  ...more,
});
const firing = (...ids: string[]) => notify.alertsChanged(ids.map((id) => ({ kind: "firing", alert: alert(id) })));
const resolved = (...ids: string[]) =>
  notify.alertsChanged(
    ids.map((id) => ({ kind: "resolved", alert: alert(id, { state: "resolved", resolvedAt: firedAt + 750_000 }) })),
  );
const said = () => notifier.shown.map(({ notice: { title, body, tag } }) => ({ title, body, tag }));
const written = () => entries.map(({ alertId, kind, text }) => `${alertId} ${kind}: ${text}`);

test("an alert is told once when it fires and once, in the same place, when it resolves", () => {
  firing("a");
  resolved("a");
  expect(said()).toEqual([
    { title: "Firing: HighCPU", body: "CPU of host-a is high", tag: "a" },
    { title: "Resolved: HighCPU", body: "Fired for 12m30s. CPU of host-a is high", tag: "a" },
  ]);
  expect(written()).toEqual([
    "a firing: value 0.97",
    "a notified: Firing: HighCPU",
    "a resolved: fired for 12m30s",
    "a notified: Resolved: HighCPU",
  ]);
});

test("pending and dropped alerts are written down and not told", () => {
  const pending = alert("a", { state: "pending", firedAt: undefined });
  notify.alertsChanged([{ kind: "pending", alert: pending }]);
  notify.alertsChanged([{ kind: "dropped", alert: pending }]);
  expect(said()).toEqual([]);
  expect(written()).toEqual(["a pending: value 0.97", "a dropped: the condition went away before it fired"]);
});

describe("alerts that start firing together are one notice", () => {
  test("that names the first few by what tells them apart", () => {
    firing(...Array.from({ length: 12 }, (_, index) => `${index}`));
    expect(said()).toEqual([{ title: "HighCPU: 12 alerts firing", body: "host-0, host-1, host-2 and 9 more", tag: "bundle-0" }]);
    expect(notifier.shown[0]?.notice.route).toBe("/alerts/0");
    expect(entries.filter(({ kind }) => kind === "notified")).toHaveLength(12);
  });

  test("and one more when the last of them has resolved; the others say why they were silent", () => {
    firing("a", "b", "c");
    resolved("a");
    expect(notifier.shown).toHaveLength(1);
    expect(written().at(-1)).toBe("a not-notified: 2 alerts of the same notice still fire");
    resolved("b", "c");
    expect(said().slice(1)).toEqual([
      {
        title: "Resolved: HighCPU (3 alerts)",
        body: "The longest fired for 12m30s. host-a, host-b, host-c",
        tag: "bundle-a",
      },
    ]);
  });
});

test("alerts told one by one that resolve together are one notice, and the other notices are taken away", () => {
  firing("a");
  firing("b");
  firing("c");
  resolved("a", "b", "c");
  expect(
    said()
      .slice(3)
      .map(({ title, tag }) => `${tag} ${title}`),
  ).toEqual(["a Resolved: HighCPU (3 alerts)"]);
  expect(notifier.withdrawn).toEqual(["b", "c"]);
});

test("after a restart of the engine a firing alert's end is still told", () => {
  firing("a");
  notify = create();
  resolved("a");
  expect(said().at(-1)).toMatchObject({ title: "Resolved: HighCPU", tag: "a" });
});

describe("the engine ended in the middle of telling", () => {
  test("told, but the alert's state was not kept: it fires again and is not told again, and its end is", () => {
    firing("a");
    notify = create();
    firing("a");
    expect(notifier.shown).toHaveLength(1);
    expect(written().at(-1)).toBe("a not-notified: its firing was told already, and it has not resolved since");
    resolved("a");
    expect(said().map(({ title }) => title)).toEqual(["Firing: HighCPU", "Resolved: HighCPU"]);
    firing("a");
    expect(notifier.shown).toHaveLength(3);
  });

  test("the state was kept, but nobody was told: it is told when the alert is seen to fire still, once", () => {
    notifier.answers = undefined;
    firing("a");
    notify = create();
    notifier.answers = { outcome: "shown" };
    notify.stillFiring([alert("a")]);
    notify.stillFiring([alert("a")]);
    notify = create();
    notify.stillFiring([alert("a")]);
    expect(said().map(({ title }) => title)).toEqual(["Firing: HighCPU", "Firing: HighCPU"]);
    expect(written().at(-1)).toBe("a notified: Firing: HighCPU");
  });

  test("what was not told for a reason is not told after a restart either", () => {
    isEnabled = false;
    firing("a");
    isEnabled = true;
    notify = create();
    notify.stillFiring([alert("a")]);
    expect(said()).toEqual([]);
  });
});

describe("what is not told has its reason", () => {
  test("notifications are off", () => {
    isEnabled = false;
    firing("a");
    expect(said()).toEqual([]);
    expect(written().at(-1)).toBe("a not-notified: notifications are off in the settings");
  });

  test("the notifier failed", () => {
    notifier.answers = { outcome: "failed", reason: "no window with notification permission is open" };
    firing("a");
    expect(written().at(-1)).toBe("a not-notified: no window with notification permission is open");
  });

  test("the notifier threw", () => {
    notifier.show = () => {
      throw new Error("no bus");
    };
    firing("a");
    expect(written().at(-1)).toBe("a not-notified: showing it failed; the log has the details");
  });

  test("the end of what was not told is not told either, and later firings are", () => {
    isEnabled = false;
    firing("a");
    isEnabled = true;
    resolved("a");
    expect(written().at(-1)).toBe("a not-notified: its firing was not told either (notifications are off in the settings)");
    firing("a");
    expect(said().map(({ title }) => title)).toEqual(["Firing: HighCPU"]);
  });
});

test("an earlier failure to tell does not silence the end of a later firing", () => {
  notifier.answers = { outcome: "failed", reason: "no bus" };
  firing("a");
  notifier.answers = undefined;
  const later = { firedAt: clock.now() + 1000, resolvedAt: clock.now() + 3000 };
  notify.alertsChanged([{ kind: "firing", alert: alert("a", later) }]);
  notify.alertsChanged([{ kind: "resolved", alert: alert("a", { ...later, state: "resolved" }) }]);
  expect(said().map(({ title }) => title)).toEqual(["Firing: HighCPU", "Firing: HighCPU", "Resolved: HighCPU"]);
});

test("a click is written down and leads to the alert", () => {
  firing("a");
  notifier.shown[0]?.report("clicked");
  expect(opened).toEqual(["/alerts/a"]);
  expect(written().at(-1)).toBe("a clicked: Firing: HighCPU");
});

test("a firing alert whose rule goes away takes its notice along", () => {
  firing("a", "b");
  const drop = (id: string) => notify.alertsChanged([{ kind: "dropped", alert: alert(id), reason: "its rule file was removed" }]);
  drop("a");
  expect(notifier.withdrawn).toEqual([]);
  drop("b");
  expect(notifier.withdrawn).toEqual(["bundle-a"]);
  expect(written().at(-1)).toBe("b dropped: its rule file was removed");
});

test.each([
  { severity: "critical", urgency: "critical" },
  { severity: "page", urgency: "critical" },
  { severity: "warning", urgency: "normal" },
  { severity: "info", urgency: "low" },
  { severity: undefined, urgency: "normal" },
])("severity $severity is $urgency", ({ severity, urgency }) => {
  const labels: Record<string, string> = severity ? { alertname: "A", severity } : { alertname: "A" };
  notify.alertsChanged([{ kind: "firing", alert: alert("a", { labels }) }]);
  expect(notifier.shown[0]?.notice.urgency).toBe(urgency);
});

test.each<{ name: string; more: Partial<Alert>; body: string }>([
  { name: "the labels without a summary", more: { annotations: {} }, body: '{instance="host-a"}' },
  { name: "the value without any labels", more: { annotations: {}, labels: { alertname: "A" } }, body: "value 0.97" },
  { name: "the description without a summary", more: { annotations: { description: "d" } }, body: "d" },
  { name: "one line, whatever the text holds", more: { annotations: { summary: "a\n\u0007b\r\n  c\u2028d" } }, body: "a b c d" },
  { name: "no more than fits", more: { annotations: { summary: "x".repeat(500) } }, body: `${"x".repeat(159)}…` },
])("the body is $name", ({ more, body }) => {
  notify.alertsChanged([{ kind: "firing", alert: alert("a", more) }]);
  expect(notifier.shown[0]?.notice.body).toBe(body);
});

describe("the test notice goes the way of the real ones", () => {
  test.each([
    { name: "shown", answers: { outcome: "shown" as const }, expected: "shown" },
    { name: "refused", answers: { outcome: "failed" as const, reason: "no bus" }, expected: "not shown: no bus" },
    { name: "no answer", answers: undefined, expected: "not shown: the system did not answer within 10 s" },
  ])("$name", async ({ answers, expected }) => {
    notifier.answers = answers;
    const outcome = notify.test();
    await clock.advance(10_000);
    expect(await outcome).toBe(expected);
    expect(clock.pendingTimers).toBe(0);
  });

  test("switched off", async () => {
    isEnabled = false;
    expect(await notify.test()).toBe("not shown: notifications are off in the settings");
  });
});
