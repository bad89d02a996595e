import { expect, test } from "vitest";
import type { Notice } from "#shared/contract/notifications";
import { createRemoteNotifier } from "../../../../electron/shell/engine-process/remote-notifier";
import type { FromEngineProcess } from "../../../../electron/shell/messages";

const notice = (id: string): Notice => ({
  id,
  tag: "alert",
  title: "HighCPU",
  body: "hot",
  urgency: "normal",
  route: "/alerts/1",
});

function notifierWithReports() {
  const posted: FromEngineProcess[] = [];
  const notifier = createRemoteNotifier((message) => posted.push(message));
  const reports: string[] = [];
  const show = (id: string) =>
    notifier.show(notice(id), (outcome, reason) => reports.push([id, outcome, reason].join(" ").trim()));
  return { notifier, posted, reports, show };
}

test("notices go to the main process, and what came of each goes to whoever raised it", () => {
  const { notifier, posted, reports, show } = notifierWithReports();
  show("a");
  show("b");
  notifier.withdraw("alert");
  expect(posted).toEqual([
    { t: "notice", notice: notice("a") },
    { t: "notice", notice: notice("b") },
    { t: "withdraw", tag: "alert" },
  ]);
  notifier.receive({ t: "notice-outcome", id: "b", outcome: "failed", reason: "no service" });
  notifier.receive({ t: "notice-outcome", id: "a", outcome: "shown" });
  notifier.receive({ t: "notice-outcome", id: "a", outcome: "clicked" });
  expect(reports).toEqual(["b failed no service", "a shown", "a clicked"]);
});

test("a click on a notice of an engine before this one finds nobody and breaks nothing", () => {
  const { notifier, reports } = notifierWithReports();
  notifier.receive({ t: "notice-outcome", id: "older", outcome: "clicked" });
  expect(reports).toEqual([]);
});

test("of very many notices only the newest thousand are remembered", () => {
  const { notifier, reports, show } = notifierWithReports();
  for (let number = 0; number <= 1000; number++) show(`n${number}`);
  for (const id of ["n0", "n1", "n1000"]) notifier.receive({ t: "notice-outcome", id, outcome: "shown" });
  expect(reports).toEqual(["n1 shown", "n1000 shown"]);
});
