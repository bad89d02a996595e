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
  actions: [],
  isSilent: true,
  isPassing: false,
};

/** A bridge that writes down what it is told, and lets the test speak for the engine. */
function createScene(permission: NoticePermission = "granted") {
  const told: unknown[] = [];
  const shown: { notice: Notice; on: Parameters<NoticeBrowser["show"]>[1] }[] = [];
  const closed: string[] = [];
  const heard = new Map<string, (value: unknown) => void>();
  let onLink: ((state: LinkState) => void) | undefined;
  let refuses = false;
  const bridge = {
    call(name: string, input: unknown) {
      told.push({ name, input });
      return { reply: Promise.resolve({ ok: true, value: {} }), cancel() {} };
    },
    listen(name: string, listener: (value: unknown) => void) {
      heard.set(name, listener);
      return () => void heard.delete(name);
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
      return () => closed.push(each.id);
    },
    focusWindow: () => told.push("focused"),
  };
  return {
    told,
    shown,
    closed,
    refuse: () => {
      refuses = true;
    },
    isListening: () => heard.size > 0 || onLink !== undefined,
    hand: (each: Notice) => heard.get("notifications.show")?.(each),
    withdraw: (tag: string) => heard.get("notifications.withdraw")?.({ tag }),
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

test("what is taken away is the newest notice of its tag, and only of its tag", () => {
  const scene = createScene();
  scene.hand(notice);
  scene.hand({ ...notice, id: "8" });
  scene.hand({ ...notice, id: "9", tag: "other" });
  scene.withdraw("alert");
  scene.withdraw("alert");
  expect(scene.closed).toEqual(["8"]);
});

test("once stopped it listens to nothing", () => {
  const scene = createScene();
  scene.started.stop();
  expect(scene.isListening()).toBe(false);
});
