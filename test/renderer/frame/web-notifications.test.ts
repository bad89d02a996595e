import { expect, test } from "vitest";
import type { Bridge, LinkState } from "#shared/contract/bridge";
import type { Notice } from "#shared/contract/notifications";
import { type NoticeBrowser, type NoticePermission, startWebNotifications } from "../../../renderer/frame/web-notifications";

const notice: Notice = {
  id: "7",
  tag: "alert",
  title: "HighLoad",
  body: "load 12",
  urgency: "critical",
  route: "/alerts/7",
};

/** A bridge that writes down what it is told, and lets the test speak for the engine. */
function createScene(permission: NoticePermission = "granted") {
  const told: unknown[] = [];
  const shown: { notice: Notice; on: Parameters<NoticeBrowser["show"]>[1] }[] = [];
  let onShow: ((notice: Notice) => void) | undefined;
  let onLink: ((state: LinkState) => void) | undefined;
  let refuses = false;
  const bridge = {
    call(name: string, input: unknown) {
      told.push({ name, input });
      return { reply: Promise.resolve({ ok: true, value: {} }), cancel() {} };
    },
    listen(_name: string, listener: (value: Notice) => void) {
      onShow = listener;
      return () => {
        onShow = undefined;
      };
    },
    onLink(listener: (state: LinkState) => void) {
      onLink = listener;
      return () => {
        onLink = undefined;
      };
    },
  } as unknown as Bridge;
  const browser: NoticeBrowser = {
    permission: () => permission,
    async requestPermission() {
      permission = "granted";
      return permission;
    },
    show(each, on) {
      if (refuses) throw new TypeError("Illegal constructor");
      shown.push({ notice: each, on });
    },
    focusWindow: () => told.push("focused"),
  };
  return {
    told,
    shown,
    refuse: () => {
      refuses = true;
    },
    isListening: () => onShow !== undefined || onLink !== undefined,
    hand: (each: Notice) => onShow?.(each),
    connect: () => onLink?.("connected"),
    started: startWebNotifications({ bridge, browser, navigate: (route) => told.push({ route }) }),
  };
}

test("on each connection the window says whether it may show notices", () => {
  const scene = createScene("default");
  scene.connect();
  scene.connect();
  const said = { name: "notifications.capability", input: { permission: "default" } };
  expect(scene.told).toEqual([said, said]);
});

test("permission is asked for only when the user wants it, and the engine hears the answer", async () => {
  const scene = createScene("default");
  expect(scene.started.permission()).toBe("default");
  expect(await scene.started.allow()).toBe("granted");
  expect(scene.told).toEqual([{ name: "notifications.capability", input: { permission: "granted" } }]);
});

test("a notice is reported shown once the browser says so, and a click focuses, goes there and is reported", () => {
  const scene = createScene();
  scene.hand(notice);
  expect(scene.told).toEqual([]);
  scene.shown[0]?.on.shown();
  scene.shown[0]?.on.clicked();
  expect(scene.told).toEqual([
    { name: "notifications.report", input: { id: "7", outcome: "shown", reason: undefined } },
    "focused",
    { route: "/alerts/7" },
    { name: "notifications.report", input: { id: "7", outcome: "clicked", reason: undefined } },
  ]);
});

test("a notice that the browser fails to show is reported with the reason", () => {
  const scene = createScene();
  scene.hand(notice);
  scene.shown[0]?.on.failed();
  scene.refuse();
  scene.hand(notice);
  expect(scene.told).toEqual([
    {
      name: "notifications.report",
      input: { id: "7", outcome: "failed", reason: "The browser could not show the notification." },
    },
    { name: "notifications.report", input: { id: "7", outcome: "failed", reason: "The browser refused: Illegal constructor" } },
  ]);
});

test("once stopped it listens to nothing", () => {
  const scene = createScene();
  scene.started.stop();
  expect(scene.isListening()).toBe(false);
});
