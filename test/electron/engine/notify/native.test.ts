import { expect, test } from "vitest";
import { type Preferences, preferencesSchema } from "#shared/contract/settings";
import type { InboxAlert } from "#shared/model/alert";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { hours, minutes, seconds } from "#shared/units/time";
import type { InboxListener } from "../../../../electron/engine/inbox/inbox";
import type { Ledger } from "../../../../electron/engine/ledger/ledger";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createNative } from "../../../../electron/engine/notify/native";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeNotifier } from "../../../support/fake-notifier";

interface Given {
  preferences?: Partial<Preferences>;
  ledger?: Ledger;
  clock?: FakeClock;
  rows?: ReadonlyMap<string, InboxAlert>;
}

/** A native integration over an inbox that holds what the test puts there, all of it firing at first. */
async function setUp(given: Given = {}) {
  const clock = given.clock ?? createFakeClock();
  const ledger = given.ledger ?? createMemoryLedger({ clock });
  const notifier = createFakeNotifier();
  const rows = new Map(given.rows);
  const inboxListeners: InboxListener[] = [];
  const preferenceListeners: (() => void)[] = [];
  const acts: [string, string[]][] = [];
  const told: string[] = [];
  let preferences = preferencesSchema.parse(given.preferences ?? {});
  const native = createNative({
    notifier,
    ledger,
    inbox: {
      get: (id) => rows.get(id),
      told: (changes) => void told.push(...changes.keys()),
      onChange(run) {
        inboxListeners.push(run);
        return () => undefined;
      },
    },
    clock,
    log: createFakeLog(),
    preferences: {
      get: () => preferences,
      onChange(run) {
        preferenceListeners.push(run);
        return () => undefined;
      },
    },
    act: async (action, ids) => void acts.push([action, ids]),
  });
  await native.start();

  function deliver(notification: GroupNotification) {
    for (const alert of notification.alerts) rows.set(alert.id, rowOf(alert));
    return native.deliver(notification, new AbortController().signal);
  }
  function change(id: string, fields: Partial<InboxAlert>): void {
    const row = { ...(rows.get(id) as InboxAlert), ...fields };
    rows.set(id, row);
    for (const run of inboxListeners) run([row], []);
  }
  function drop(id: string): void {
    const row = rows.get(id) as InboxAlert;
    rows.delete(id);
    for (const run of inboxListeners) run([], [row]);
  }
  function prefer(fields: Partial<Preferences>): void {
    preferences = { ...preferences, ...fields };
    for (const run of preferenceListeners) run();
  }
  const entries = async () => (await ledger.list({ limit: 1000 })).entries.reverse();
  const titles = () => notifier.shown.map(({ notice }) => notice.title);
  return { clock, ledger, rows, notifier, native, deliver, change, drop, prefer, entries, titles, acts, told };
}

function alertOf(name: string, fields: Partial<NotifiedAlert> & { severity?: string } = {}): NotifiedAlert {
  const { severity = "warning", ...rest } = fields;
  return {
    id: name,
    status: "firing",
    labels: { alertname: name, instance: "db-02", severity },
    annotations: { summary: `${name} is bad` },
    startsAt: 1000,
    generatorUrl: "",
    fingerprint: "0000000000000000",
    ...rest,
  };
}

function groupOf(alerts: NotifiedAlert[], fields: Partial<GroupNotification> = {}): GroupNotification {
  const isFiring = alerts.some(({ status }) => status === "firing");
  return {
    id: `n-${alerts[0]?.id}`,
    at: 0,
    receiver: "This computer",
    groupKey: `{}:{alertname="${alerts[0]?.labels.alertname}"}`,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    status: isFiring ? "firing" : "resolved",
    alerts,
    reason: isFiring ? "first notification" : "all alerts resolved",
    externalUrl: "",
    ...fields,
  };
}

const resolved = (alert: NotifiedAlert): NotifiedAlert => ({
  ...alert,
  status: "resolved",
  endsAt: alert.startsAt + minutes(12),
});

const rowOf = ({ id, status, labels, annotations, startsAt, endsAt }: NotifiedAlert): InboxAlert => ({
  id,
  name: labels.alertname ?? "",
  source: "local",
  origins: [{ kind: "rule", ruleId: "r" }],
  labels,
  annotations,
  state: status,
  activeAt: startsAt,
  firedAt: startsAt,
  resolvedAt: endsAt,
});

const many = (count: number, severity = "warning") =>
  Array.from({ length: count }, (_, index) => groupOf([alertOf(`Alert${index}`, { severity })]));

test("a group that begins to fire is one notice, with buttons, that leads to its alert", async () => {
  const { deliver, notifier } = await setUp();
  const outcome = await deliver(groupOf([alertOf("DiskFull", { severity: "critical" })]));
  expect(outcome).toEqual({ kind: "sent", say: "DiskFull on db-02 · critical" });
  expect(notifier.shown.map(({ notice: { id: _, tag: __, ...notice } }) => notice)).toEqual([
    {
      title: "DiskFull on db-02 · critical",
      body: "DiskFull is bad",
      urgency: "critical",
      route: "/alerts/DiskFull",
      actions: ["acknowledge", "silence-1h"],
      isSilent: true,
      isPassing: false,
    },
  ]);
});

test("a change of the group and its end take the notice's place, the end quietly", async () => {
  const { deliver, notifier, titles } = await setUp();
  const [a, b] = [alertOf("A"), alertOf("B", { labels: { alertname: "A", instance: "db-03", severity: "warning" } })];
  await deliver(groupOf([a]));
  await deliver(groupOf([a, b], { reason: "new alerts added" }));
  expect(await deliver(groupOf([resolved(a), resolved(b)]))).toEqual({ kind: "sent", say: "2 resolved: A" });
  expect(titles()).toEqual(["A on db-02 · warning", "2 firing: A · warning", "2 resolved: A"]);
  expect(new Set(notifier.shown.map(({ notice }) => notice.tag)).size).toBe(1);
  expect(notifier.shown[2]?.notice).toMatchObject({ urgency: "low", isPassing: true, actions: [] });
});

test("where ends are not said, the notice is taken away", async () => {
  const { deliver, notifier } = await setUp({ preferences: { sayResolved: false } });
  const alert = alertOf("A");
  await deliver(groupOf([alert]));
  await deliver(groupOf([resolved(alert)]));
  expect(notifier.shown).toHaveLength(1);
  expect(notifier.withdrawn).toEqual([notifier.shown[0]?.notice.tag]);
});

test("sounds are off until they are switched on, and an end never makes one", async () => {
  const { deliver, notifier } = await setUp({ preferences: { noticeSound: true } });
  const alert = alertOf("A");
  await deliver(groupOf([alert]));
  await deliver(groupOf([resolved(alert)]));
  expect(notifier.shown.map(({ notice }) => notice.isSilent)).toEqual([false, true]);
});

test.each([
  { name: "somebody acknowledges it", act: (the: Context) => the.change("A", { acknowledged: { at: 0, comment: "" } }) },
  { name: "it is silenced", act: (the: Context) => the.change("A", { muted: { by: "silence", ids: [], say: "" } }) },
  { name: "its rule is gone", act: (the: Context) => the.drop("A") },
])("the notice of an alert is taken away when $name", async ({ act }) => {
  const the = await setUp();
  await the.deliver(groupOf([alertOf("A")]));
  act(the);
  expect(the.notifier.withdrawn).toEqual([the.notifier.shown[0]?.notice.tag]);
});
type Context = Awaited<ReturnType<typeof setUp>>;

test("that an alert ended is left to its group to say; one of several that is cared for leaves the notice", async () => {
  const the = await setUp();
  await the.deliver(groupOf([alertOf("A"), alertOf("B")]));
  the.change("A", { acknowledged: { at: 0, comment: "" } });
  expect(the.notifier.withdrawn).toEqual([]);
  the.change("B", { state: "resolved", resolvedAt: the.clock.now() });
  expect(the.notifier.withdrawn).toHaveLength(1);
});

test("of 500 groups at once two are told by themselves and the rest in one digest, within a minute", async () => {
  const { deliver, clock, titles, notifier } = await setUp({ preferences: { noticeBudgetPerHour: 0 } });
  const outcomes = many(500).map((group) => deliver(group));
  await clock.advance(seconds(60));
  expect(titles()).toEqual(["Alert0 on db-02 · warning", "Alert1 on db-02 · warning", "498 more alerts · warning"]);
  expect(notifier.shown[2]?.notice).toMatchObject({ route: "/alerts", actions: [] });
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "sent")).toHaveLength(500);
});

test("what comes later in that minute is told in a digest when it is over, and noted down as told", async () => {
  const { deliver, clock, titles, entries, told } = await setUp({ preferences: { noticeBudgetPerHour: 0 } });
  for (const group of many(3)) void deliver(group);
  await clock.advance(seconds(3));
  const late = await Promise.all([3, 4].map((index) => deliver(groupOf([alertOf(`Alert${index}`)]))));
  expect(late[0]).toEqual({ kind: "held", why: "budget", say: "3 notices were shown in the last minute; more come together" });
  await clock.advance(seconds(60));
  expect(titles().slice(3)).toEqual(["2 more alerts · warning"]);
  expect(told).toEqual(["Alert3", "Alert4"]);
  expect((await entries()).map(({ alertId, kind, together }) => ({ alertId, kind, together }))).toEqual([
    { alertId: "Alert3", kind: "notified", together: 1 },
    { alertId: "Alert4", kind: "notified", together: 1 },
  ]);
});

test("more than the hour's budget waits until there is room again; what is critical does not", async () => {
  const { deliver, clock, titles } = await setUp({ preferences: { noticeBudgetPerHour: 1 } });
  await deliver(groupOf([alertOf("A")]));
  const second = await deliver(groupOf([alertOf("B")]));
  expect(second).toMatchObject({ kind: "held", why: "budget" });
  expect(second.say).toMatch(/^the hour's 1 for what is not critical is used up; the next at \d\d:\d\d$/);
  await deliver(groupOf([alertOf("C", { severity: "critical" })]));
  expect(titles()).toEqual(["A on db-02 · warning", "C on db-02 · critical"]);
  await clock.advance(hours(1) + seconds(2));
  expect(titles().slice(2)).toEqual(["B on db-02 · warning"]);
});

test("what was held back and ends unheard is never told", async () => {
  const { deliver, clock, titles, change } = await setUp({ preferences: { noticeBudgetPerHour: 1 } });
  const b = alertOf("B");
  await deliver(groupOf([alertOf("A")]));
  await deliver(groupOf([b]));
  change("B", { state: "resolved" });
  expect(await deliver(groupOf([resolved(b)]))).toMatchObject({ kind: "held", why: "budget" });
  await clock.advance(hours(2));
  expect(titles()).toEqual(["A on db-02 · warning"]);
});

test("while nobody is to be disturbed all waits but what is critical, and is told in one digest afterwards", async () => {
  const { deliver, clock, titles, prefer, change } = await setUp({ preferences: { doNotDisturb: { isOn: true } } });
  const held = await Promise.all(many(3).map((group) => deliver(group)));
  expect(held[0]).toEqual({ kind: "held", why: "do-not-disturb", say: "do-not-disturb is on" });
  await deliver(groupOf([alertOf("Fire", { severity: "critical" })]));
  expect(titles()).toEqual(["Fire on db-02 · critical"]);
  change("Alert0", { state: "resolved" });
  await clock.advance(hours(3));
  prefer({ doNotDisturb: { isOn: false } });
  await settle();
  expect(titles().slice(1)).toEqual(["2 alerts waited for you · warning"]);
});

test("when quiet ends by itself, what waited is told at that moment, and by itself if it is all there is", async () => {
  const clock = createFakeClock();
  const { deliver, titles } = await setUp({
    clock,
    preferences: { doNotDisturb: { isOn: true, untilMs: clock.now() + hours(3) } },
  });
  await deliver(groupOf([alertOf("A")]));
  await clock.advance(hours(3) - seconds(1));
  expect(titles()).toEqual([]);
  await clock.advance(seconds(2));
  expect(titles()).toEqual(["A on db-02 · warning"]);
});

test("what waits is forgotten when notifications are switched off", async () => {
  const { deliver, titles, prefer } = await setUp({ preferences: { doNotDisturb: { isOn: true } } });
  await deliver(groupOf([alertOf("A")]));
  prefer({ notifications: false });
  await settle();
  prefer({ notifications: true, doNotDisturb: { isOn: false } });
  await settle();
  expect(titles()).toEqual([]);
});

test("the desktop's own quiet counts too, until it says that it is over", async () => {
  const { deliver, notifier, clock } = await setUp();
  notifier.answers = { kind: "held", reason: "the desktop is set not to disturb" };
  expect(await deliver(groupOf([alertOf("A")]))).toEqual({
    kind: "held",
    why: "do-not-disturb",
    say: "the desktop is set not to disturb",
  });
  await clock.advance(minutes(10));
  expect(notifier.shown).toHaveLength(1);
  notifier.answers = { kind: "shown" };
  notifier.happen({ kind: "quiet-over" });
  await settle();
  expect(notifier.shown.map(({ notice }) => notice.title)).toEqual(["A on db-02 · warning", "A on db-02 · warning"]);
});

test("what could not be shown failed, with the system's reason, and takes no place in the budget", async () => {
  const { deliver, notifier } = await setUp({ preferences: { noticeBudgetPerHour: 1 } });
  notifier.answers = { kind: "failed", reason: "nobody on this desktop shows notifications" };
  expect(await deliver(groupOf([alertOf("A")]))).toEqual({ kind: "failed", say: "nobody on this desktop shows notifications" });
  notifier.answers = { kind: "shown" };
  expect(await deliver(groupOf([alertOf("A")]))).toMatchObject({ kind: "sent" });
});

test("switched off, nothing is told and the reason is given", async () => {
  const { deliver, native, notifier } = await setUp({ preferences: { notifications: false } });
  expect(await deliver(groupOf([alertOf("A")]))).toEqual({
    kind: "held",
    why: "switched-off",
    say: "notifications are off in the settings",
  });
  expect(await native.test()).toBe("not shown: notifications are off in the settings");
  expect(notifier.shown).toEqual([]);
});

test("a click is noted down; a button acts on the alerts that nobody cares for yet", async () => {
  const { deliver, notifier, entries, acts, change } = await setUp();
  await deliver(groupOf([alertOf("A"), alertOf("B")]));
  const { id = "", tag = "" } = notifier.shown[0]?.notice ?? {};
  notifier.happen({ kind: "clicked", id, tag });
  change("A", { acknowledged: { at: 0, comment: "" } });
  notifier.happen({ kind: "action", action: "silence-1h", id, tag });
  expect(acts).toEqual([["silence-1h", ["B"]]]);
  expect((await entries()).map(({ alertId, kind, text }) => ({ alertId, kind, text }))).toEqual([
    { alertId: "A", kind: "clicked", text: "2 firing: A and B · warning" },
  ]);
});

test("some that end change the notice quietly; with no room in this minute it stays", async () => {
  const { deliver, notifier, titles } = await setUp();
  const [a, b] = [alertOf("A"), alertOf("B")];
  await deliver(groupOf([a, b]));
  const fewer = groupOf([a, resolved(b)], { reason: "some alerts resolved" });
  expect(await deliver(fewer)).toEqual({ kind: "sent", say: "A on db-02 · warning" });
  expect(titles()).toEqual(["2 firing: A and B · warning", "A on db-02 · warning"]);
  expect(notifier.shown[1]?.notice).toMatchObject({ isSilent: true, urgency: "normal" });
});

test("what its user closed is not shown again for what is no news", async () => {
  const { deliver, notifier } = await setUp();
  const [a, b] = [alertOf("A"), alertOf("B")];
  await deliver(groupOf([a, b]));
  const { id = "", tag = "" } = notifier.shown[0]?.notice ?? {};
  notifier.happen({ kind: "closed", id, tag });
  const outcome = await deliver(groupOf([a, resolved(b)], { reason: "some alerts resolved" }));
  expect(outcome).toMatchObject({ kind: "held", why: "dedup" });
  await deliver(groupOf([a, b], { reason: "new alerts added" }));
  expect(notifier.shown).toHaveLength(2);
});

test.each([
  { name: "shown", isKnown: true, outcome: { kind: "sent", say: "A on db-02 · warning" } },
  {
    name: "perhaps not shown",
    isKnown: false,
    outcome: { kind: "held", why: "failed", say: "not known whether it was shown: Watchdeck ended at that moment" },
  },
])("a notice that was being raised when the engine ended, and was $name, is not raised again", async ({ isKnown, outcome }) => {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const before = await setUp({ ledger, clock });
  before.notifier.answers = undefined;
  void before.deliver(groupOf([alertOf("A")]));
  // Written and handed over; then the engine dies.
  while (before.notifier.shown.length === 0) await settle();
  const after = await setUp({ ledger, clock });
  if (isKnown) after.notifier.known.add(before.notifier.shown[0]?.notice.id ?? "");
  expect(await after.deliver(groupOf([alertOf("A")]))).toEqual(outcome);
  expect(after.notifier.shown).toEqual([]);
  // Another telling of it, hours later, is one of its own.
  await clock.advance(hours(4));
  await after.deliver(groupOf([alertOf("A")], { reason: "repeat interval elapsed" }));
  expect(after.titles()).toEqual(["Still firing: A on db-02 · warning"]);
});

test("after a start the notices of the run before can be replaced and taken away, and what waited is told", async () => {
  const clock = createFakeClock();
  const ledger = createMemoryLedger({ clock });
  const before = await setUp({ ledger, clock });
  const a = alertOf("A");
  await before.deliver(groupOf([a]));
  before.prefer({ doNotDisturb: { isOn: true } });
  await before.deliver(groupOf([alertOf("B")]));
  before.native.close();

  const after = await setUp({ ledger, clock, rows: before.rows, preferences: { doNotDisturb: { isOn: true } } });
  expect(await after.deliver(groupOf([resolved(a)]))).toMatchObject({ kind: "sent" });
  expect(after.notifier.withdrawn).toEqual([before.notifier.shown[0]?.notice.tag]);
  after.prefer({ doNotDisturb: { isOn: false } });
  await settle();
  expect(after.titles()).toEqual(["B on db-02 · warning"]);
});

test("a test notice takes the path of real ones, and says when real ones would wait", async () => {
  const { native, notifier, prefer } = await setUp();
  expect(await native.test()).toBe("shown");
  prefer({ doNotDisturb: { isOn: true } });
  expect(await native.test()).toBe("shown; alerts wait, though: do-not-disturb is on");
  notifier.answers = { kind: "failed", reason: "no notification service answered" };
  expect(await native.test()).toBe("not shown: no notification service answered");
});
