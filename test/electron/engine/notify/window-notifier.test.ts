import { beforeEach, expect, test } from "vitest";
import { createClient } from "#shared/contract/client";
import type { Notice } from "#shared/contract/notifications";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { type Api, createApi } from "../../../../electron/engine/api/api";
import { setUpNotificationsApi } from "../../../../electron/engine/api/notifications";
import { createWindowNotifier, type WindowNotifier } from "../../../../electron/engine/notify/window-notifier";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let clock: FakeClock;
let api: Api;
let windows: WindowNotifier;
let reports: string[];

beforeEach(() => {
  clock = createFakeClock();
  api = createApi(createFakeLog());
  windows = createWindowNotifier(api, clock);
  setUpNotificationsApi(api, { windows, notify: { test: async () => "shown" } });
  reports = [];
  windows.onEvent((event) => reports.push(event.kind));
});

const notice = (id: string): Notice => ({
  id,
  tag: "t",
  title: "A on db-02",
  body: "b",
  urgency: "normal",
  route: "/alerts/a",
  actions: [],
  isSilent: true,
  isPassing: false,
});
const show = (id = "1") =>
  void windows
    .show(notice(id))
    .then((outcome) => reports.push(outcome.kind === "shown" ? "shown" : `${outcome.kind}: ${outcome.reason}`));

/** A window as the renderer makes it, over two ports joined in memory. */
async function openWindow(permission: "granted" | "denied" | "default" | "unsupported") {
  const [engineEnd, windowEnd] = joinedPorts();
  const client = createClient();
  api.serve(engineEnd);
  client.attach(windowEnd);
  const notices: Notice[] = [];
  const routes: string[] = [];
  client.bridge.listen("notifications.show", (shown) => notices.push(shown));
  const withdrawn: string[] = [];
  client.bridge.listen("notifications.withdraw", ({ tag }) => withdrawn.push(tag));
  client.bridge.listen("navigation.open", ({ route }) => routes.push(route));
  await client.bridge.call("notifications.capability", { permission }).reply;
  await settle();
  return { notices, routes, withdrawn, client, close: () => engineEnd.onClose?.() };
}

function joinedPorts(): [Port<ToWindow, ToEngine>, Port<ToEngine, ToWindow>] {
  const engine: Port<ToWindow, ToEngine> = {
    send: (message) => queueMicrotask(() => window.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  const window: Port<ToEngine, ToWindow> = {
    send: (message) => queueMicrotask(() => engine.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  return [engine, window];
}

test("of several windows only the latest that may show notices gets one", async () => {
  const first = await openWindow("granted");
  const second = await openWindow("granted");
  const third = await openWindow("denied");
  show();
  await settle();
  expect([first, second, third].map(({ notices }) => notices)).toEqual([[], [notice("1")], []]);
});

test("what the window says came of it is passed on, and a click leads that window to the alert", async () => {
  const window = await openWindow("granted");
  show();
  await window.client.bridge.call("notifications.report", { id: "1", outcome: "shown" }).reply;
  await window.client.bridge.call("notifications.report", { id: "1", outcome: "clicked" }).reply;
  await settle();
  expect(reports).toEqual(["shown", "clicked"]);
  expect(window.routes).toEqual(["/alerts/a"]);
  expect(clock.pendingTimers).toBe(0);
});

test("another window has no say in a notice that was not handed to it", async () => {
  const other = await openWindow("granted");
  await openWindow("granted");
  show();
  await other.client.bridge.call("notifications.report", { id: "1", outcome: "clicked" }).reply;
  expect(reports).toEqual([]);
});

test("a window that does not answer in 5 s has failed, and says no more", async () => {
  const window = await openWindow("granted");
  show();
  await clock.advance(5000);
  await window.client.bridge.call("notifications.report", { id: "1", outcome: "shown" }).reply;
  expect(reports).toEqual(["failed: the window did not show it within 5 s"]);
});

test("a window that closes before it answers has failed, and the next notice goes to another", async () => {
  const other = await openWindow("granted");
  const window = await openWindow("granted");
  show();
  window.close();
  show("2");
  await settle();
  expect(reports).toEqual(["failed: the window was closed before it showed it"]);
  expect(other.notices).toEqual([notice("2")]);
});

test.each([
  { name: "no window", permission: undefined, reason: "no window with notification permission is open" },
  {
    name: "a window that was not asked yet",
    permission: "default" as const,
    reason: "no window with notification permission is open",
  },
  {
    name: "permission denied",
    permission: "denied" as const,
    reason: "the browser was told not to show notifications of Watchdeck",
  },
  {
    name: "a browser without notifications",
    permission: "unsupported" as const,
    reason: "the browser cannot show notifications",
  },
])("with $name the notice fails at once, with the reason", async ({ permission, reason }) => {
  if (permission) await openWindow(permission);
  show();
  await settle();
  expect(reports).toEqual([`failed: ${reason}`]);
});

test("a permission that is taken away counts at once", async () => {
  const window = await openWindow("granted");
  await window.client.bridge.call("notifications.capability", { permission: "denied" }).reply;
  show();
  await settle();
  expect(reports).toEqual(["failed: the browser was told not to show notifications of Watchdeck"]);
});

test("a notice is taken away in whichever window shows it", async () => {
  const first = await openWindow("granted");
  const second = await openWindow("granted");
  windows.withdraw("t");
  await settle();
  expect([first.withdrawn, second.withdrawn]).toEqual([["t"], ["t"]]);
});
