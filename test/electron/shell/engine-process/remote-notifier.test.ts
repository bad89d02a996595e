import { expect, test } from "vitest";
import type { Notice } from "#shared/contract/notifications";
import type { NoticeEvent } from "../../../../electron/engine/notify/notifier";
import { createRemoteNotifier } from "../../../../electron/shell/engine-process/remote-notifier";
import type { FromEngineProcess } from "../../../../electron/shell/messages";

const notice = (id: string): Notice => ({
  id,
  tag: "group",
  title: "HighCPU",
  body: "hot",
  urgency: "normal",
  route: "/alerts/1",
  actions: [],
  isSilent: true,
  isPassing: false,
});

function setUp() {
  const posted: FromEngineProcess[] = [];
  return { posted, notifier: createRemoteNotifier((message) => posted.push(message)) };
}

test("notices go to the main process, and what came of each goes to whoever raised it", async () => {
  const { notifier, posted } = setUp();
  const outcomes = [notifier.show(notice("a")), notifier.show(notice("b"))];
  notifier.withdraw("group");
  expect(posted).toEqual([
    { t: "notice", notice: notice("a") },
    { t: "notice", notice: notice("b") },
    { t: "withdraw", tag: "group" },
  ]);
  notifier.receive({ t: "notice-outcome", id: "b", outcome: { kind: "failed", reason: "no service" } });
  notifier.receive({ t: "notice-outcome", id: "a", outcome: { kind: "shown" } });
  expect(await Promise.all(outcomes)).toEqual([{ kind: "shown" }, { kind: "failed", reason: "no service" }]);
});

test("what happens to notices later is passed on, of an engine before this one too", () => {
  const { notifier } = setUp();
  const heard: NoticeEvent[] = [];
  notifier.onEvent((event) => heard.push(event));
  notifier.receive({ t: "notice-event", event: { kind: "clicked", id: "older", tag: "group" } });
  expect(heard).toEqual([{ kind: "clicked", id: "older", tag: "group" }]);
});

test("the main process knows what was shown for an engine before this one", async () => {
  const { notifier, posted } = setUp();
  const answer = notifier.wasShown("older");
  expect(posted).toEqual([{ t: "was-shown", id: "older" }]);
  notifier.receive({ t: "was-shown", id: "older", wasShown: true });
  expect(await answer).toBe(true);
});
