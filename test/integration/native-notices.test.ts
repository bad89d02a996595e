// Native notifications from the groups that the router hands over to the notices that a real notification daemon shows.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { InboxAlert } from "#shared/model/alert";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { seconds } from "#shared/units/time";
import type { InboxListener } from "../../electron/engine/inbox/inbox";
import { createMemoryLedger } from "../../electron/engine/ledger/memory-ledger";
import { createNative, type NativeIntegration } from "../../electron/engine/notify/native";
import type { NoticeEvent } from "../../electron/engine/notify/notifier";
import { createFreedesktopBoard } from "../../electron/shell/notices/freedesktop-board";
import { createNotificationService } from "../../electron/shell/notices/notification-service";
import { eventually } from "../support/eventually";
import { createFakeClock, type FakeClock } from "../support/fake-clock";
import { createFakeLog } from "../support/fake-log";
import { missingForNotificationBus, type NotificationBus, startNotificationBus } from "../support/notification-bus";
import { suite } from "../support/suite";

const missing = [
  ...(process.platform === "linux" ? missingForNotificationBus() : ["Linux"]),
  ...(process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : ["a display"]),
];

suite("native notices on a real desktop's service", missing, () => {
  let bus: NotificationBus;
  let clock: FakeClock;
  let native: NativeIntegration;
  let inboxListener: InboxListener;
  let acts: string[];
  let clicks: string[];
  let calls: () => ReturnType<NotificationBus["calls"]>;
  let closings: () => number;
  const rows = new Map<string, InboxAlert>();

  beforeAll(async () => {
    bus = await startNotificationBus();
  });
  afterAll(() => bus?.stop());

  beforeEach(async () => {
    const [callsBefore, closingsBefore] = [bus.calls().length, bus.closings()];
    calls = () => bus.calls().slice(callsBefore);
    closings = () => bus.closings() - closingsBefore;
    clock = createFakeClock();
    acts = [];
    clicks = [];
    rows.clear();
    const listeners: ((event: NoticeEvent) => void)[] = [];
    const tell = (event: NoticeEvent) => {
      for (const run of listeners) run(event);
    };
    const board = createFreedesktopBoard({
      createService: (listener) => createNotificationService(bus.env.DBUS_SESSION_BUS_ADDRESS ?? "", listener),
      listener: {
        clicked({ id, tag, route }) {
          clicks.push(route);
          tell({ kind: "clicked", id, tag });
        },
        acted: ({ id, tag }, action) => tell({ kind: "action", action, id, tag }),
        closed: ({ id, tag }) => tell({ kind: "closed", id, tag }),
        quietOver: () => tell({ kind: "quiet-over" }),
      },
      onTrouble: (text, error) => {
        throw new Error(text, { cause: error });
      },
    });
    native = createNative({
      notifier: { ...board, wasShown: async () => false, onEvent: (run) => void listeners.push(run) },
      ledger: createMemoryLedger({ clock }),
      inbox: {
        get: (id) => rows.get(id),
        told: () => undefined,
        onChange(run) {
          inboxListener = run;
          return () => undefined;
        },
      },
      clock,
      log: createFakeLog(),
      preferences: { get: () => preferencesSchema.parse({ noticeBudgetPerHour: 0 }), onChange: () => () => undefined },
      act: async (action, ids) => void acts.push(`${action} ${ids}`),
    });
    await native.start();
  });
  afterEach(async () => {
    native.close();
    bus.setPaused(false);
    bus.closeAll();
  });

  function deliver(alerts: NotifiedAlert[], reason: GroupNotification["reason"] = "first notification") {
    for (const { id, labels, annotations, status, startsAt, endsAt } of alerts) {
      const times = { activeAt: startsAt, firedAt: startsAt, resolvedAt: endsAt };
      rows.set(id, { id, name: id, source: "local", origins: [], labels, annotations, state: status, ...times });
    }
    const groupKey = alerts[0]?.id ?? "";
    const common = { groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalUrl: "" };
    const status = alerts.some((alert) => alert.status === "firing") ? "firing" : "resolved";
    const group: GroupNotification = { id: "n", at: 0, receiver: "This computer", groupKey, status, alerts, reason, ...common };
    return native.deliver(group, new AbortController().signal);
  }

  test("a group's notice is replaced when the group changes and again when it ends", async () => {
    const [a, b] = [alertOf("DiskFull", "db-02", "critical"), alertOf("InodesFull", "db-02", "warning")];
    await deliver([a]);
    await deliver([a, b], "new alerts added");
    const displayed = bus.displayed();
    await deliver([ended(a), ended(b)], "all alerts resolved");
    await eventually(() => calls()[2], "the daemon hears of the end");
    const [first, second, third] = calls();
    expect([first, second, third].map((call) => call && [call.summary, call.body, call.urgency])).toEqual([
      ["DiskFull on db-02 · critical", "DiskFull <b> is bad", 2],
      ["2 firing: DiskFull and InodesFull · 1 critical", "DiskFull critical, InodesFull warning", 2],
      ["2 resolved: DiskFull and InodesFull", "The longest fired for 1 m. DiskFull critical, InodesFull warning", 0],
    ]);
    expect(first?.replaces).toBe(0);
    expect(second?.replaces).toBeGreaterThan(0);
    expect(third?.replaces).toBe(second?.replaces);
    expect(displayed).toBe(1);
  });

  test("its buttons act on its alerts; when somebody cares for them the notice goes", async () => {
    await deliver([alertOf("Acked", "db-02", "warning")]);
    bus.choose("Acknowledge");
    await eventually(() => acts[0], "the button acts");
    expect(acts).toEqual(["acknowledge Acked"]);

    await deliver([alertOf("Silenced", "db-02", "warning")]);
    const row = { ...(rows.get("Silenced") as InboxAlert), muted: { by: "silence" as const, ids: [], say: "" } };
    rows.set("Silenced", row);
    inboxListener([row], []);
    await eventually(() => closings() === 1 || undefined, "the notice is taken away");
  });

  test("a click on it leads to its alert", async () => {
    await deliver([alertOf("Clicked", "db-02", "warning")]);
    bus.clickNewest();
    await eventually(() => clicks[0], "the click arrives");
    expect(clicks).toEqual(["/alerts/Clicked"]);
  });

  test("500 groups at once are three calls of Notify in a minute", async () => {
    const outcomes = Array.from({ length: 500 }, (_, index) =>
      deliver([alertOf(index < 490 ? `HostDown${index}` : `DiskFull${index}`, `host-${index}`, "warning")]),
    );
    await eventually(() => calls()[1], "the first two are shown");
    await clock.advance(seconds(2));
    expect((await Promise.all(outcomes)).filter(({ kind }) => kind === "sent")).toHaveLength(500);
    await clock.advance(seconds(58));
    // It was sent, but what was sent passes another program before it is seen here.
    await eventually(() => calls()[2], "the others are shown together");
    expect(calls().map(({ summary }) => summary)).toEqual([
      "HostDown0 on host-0 · warning",
      "HostDown1 on host-1 · warning",
      "498 more alerts · warning",
    ]);
  });

  test("while the daemon is paused nothing is sent to it, and what waited is told when it is not", async () => {
    bus.setPaused(true);
    const held = await deliver([alertOf("Later", "db-02", "warning")]);
    expect(held).toEqual({ kind: "held", why: "do-not-disturb", say: "the desktop is set not to disturb" });
    expect(calls()).toEqual([]);
    bus.setPaused(false);
    await eventually(() => calls()[0], "it is told");
    expect(calls().map(({ summary }) => summary)).toEqual(["Later on db-02 · warning"]);
  });
});

const alertOf = (name: string, instance: string, severity: string): NotifiedAlert => ({
  id: name,
  status: "firing",
  labels: { alertname: name, instance, severity },
  annotations: { summary: `${name} <b> is bad` },
  startsAt: 1000,
  generatorUrl: "",
  fingerprint: "0000000000000000",
});

const ended = (alert: NotifiedAlert): NotifiedAlert => ({ ...alert, status: "resolved", endsAt: alert.startsAt + seconds(60) });
