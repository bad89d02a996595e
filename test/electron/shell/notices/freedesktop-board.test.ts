import { expect, test } from "vitest";
import type { Notice } from "#shared/contract/notifications";
import { createFreedesktopBoard } from "../../../../electron/shell/notices/freedesktop-board";
import {
  NoService,
  type NoticeForService,
  type NotificationService,
  type ServiceListener,
} from "../../../../electron/shell/notices/notification-service";
import { settle } from "../../../support/fake-clock";

const notice = (fields: Partial<Notice> = {}): Notice => ({
  id: "1",
  tag: "group",
  title: "DiskFull on db-02",
  body: "1 < 2",
  urgency: "normal",
  route: "/alerts/1",
  actions: ["acknowledge"],
  isSilent: true,
  isPassing: false,
  ...fields,
});

/** A service that gives out the ids 1, 2, 3, …, and keeps one that takes another's place under its id. */
function setUp(can: string[] = ["actions", "body-markup"]) {
  const shown: NoticeForService[] = [];
  const closed: number[] = [];
  const happened: string[] = [];
  const state: { isQuiet: boolean; trouble: Error | undefined } = { isQuiet: false, trouble: undefined };
  let service: ServiceListener | undefined;
  let next = 1;
  const board = createFreedesktopBoard({
    createService(listener): NotificationService {
      service = listener;
      return {
        async notify(each) {
          if (state.trouble) throw state.trouble;
          shown.push(each);
          return each.replaces || next++;
        },
        close: async (id) => void closed.push(id),
        capabilities: async () => new Set(can),
        isQuiet: async () => state.isQuiet,
      };
    },
    listener: {
      clicked: ({ id }) => happened.push(`clicked ${id}`),
      acted: ({ id }, action) => happened.push(`${action} ${id}`),
      closed: ({ id }) => happened.push(`closed ${id}`),
      quietOver: () => happened.push("quiet is over"),
    },
    onTrouble: (text) => happened.push(text),
  });
  return { board, shown, closed, happened, state, service: () => service as ServiceListener };
}

test("a notice goes out with its urgency, its buttons and its text as markup wants it", async () => {
  const { board, shown } = setUp();
  expect(await board.show(notice())).toEqual({ kind: "shown" });
  expect(shown).toEqual([
    {
      replaces: 0,
      title: "DiskFull on db-02",
      body: "1 &lt; 2",
      urgency: 1,
      actions: [
        ["default", "Open"],
        ["acknowledge", "Acknowledge"],
      ],
      isSilent: true,
      isTransient: false,
      expireMs: -1,
    },
  ]);
});

test("a service without markup and buttons gets plain text and none", async () => {
  const { board, shown } = setUp([]);
  await board.show(notice());
  expect(shown[0]).toMatchObject({ body: "1 < 2", actions: [] });
});

test.each([
  { name: "critical: it stays until somebody closes it", fields: { urgency: "critical" }, expected: { urgency: 2, expireMs: 0 } },
  {
    name: "the word that all is well: it passes",
    fields: { urgency: "low", isPassing: true },
    expected: { urgency: 0, isTransient: true, expireMs: 8000 },
  },
] as const)("$name", async ({ fields, expected }) => {
  const { board, shown } = setUp();
  await board.show(notice(fields));
  expect(shown[0]).toMatchObject(expected);
});

test("the next of the same tag takes its place, and clicks belong to the newest", async () => {
  const { board, shown, happened, service } = setUp();
  await board.show(notice());
  await board.show(notice({ id: "other", tag: "other" }));
  await board.show(notice({ id: "2" }));
  expect(shown.map(({ replaces }) => replaces)).toEqual([0, 0, 1]);
  service().invoked(1, "default");
  service().invoked(1, "acknowledge");
  service().invoked(1, "silence-1h");
  service().invoked(77, "default");
  expect(happened).toEqual(["clicked 2", "acknowledge 2"]);
});

test("it is taken away once; what its user closed is not there any more", async () => {
  const { board, closed, happened, service } = setUp();
  await board.show(notice());
  board.withdraw("group");
  board.withdraw("group");
  await board.show(notice({ tag: "closed" }));
  service().closed(2);
  board.withdraw("closed");
  await settle();
  service().closed(1);
  expect(closed).toEqual([1]);
  expect(happened).toEqual(["closed 1"]);
});

test("after the service was started anew its old ids mean nothing", async () => {
  const { board, shown, service } = setUp();
  await board.show(notice());
  service().restarted();
  await board.show(notice());
  expect(shown.map(({ replaces }) => replaces)).toEqual([0, 0]);
});

test("where the desktop wants quiet, only what is critical is handed over", async () => {
  const { board, shown, state } = setUp();
  state.isQuiet = true;
  expect(await board.show(notice())).toEqual({ kind: "held", reason: "the desktop is set not to disturb" });
  expect(await board.show(notice({ urgency: "critical" }))).toEqual({ kind: "shown" });
  expect(shown).toHaveLength(1);
});

test("a desktop without a notification service says so; other trouble is left to another way", async () => {
  const { board, state } = setUp();
  state.trouble = new NoService("nobody on this desktop shows notifications");
  expect(await board.show(notice())).toEqual({ kind: "failed", reason: "nobody on this desktop shows notifications" });
  state.trouble = new Error("the bus is gone");
  await expect(board.show(notice())).rejects.toThrow("the bus is gone");
});
