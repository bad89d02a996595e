import { expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { AlertSummary } from "#shared/model/alert";
import { createApi } from "../../../../electron/engine/api/api";
import { openOwnClient } from "../../../../electron/shell/engine-process/own-client";
import { watchForShell } from "../../../../electron/shell/engine-process/watch-for-shell";
import type { FromEngineProcess } from "../../../../electron/shell/messages";
import { settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

test("the main process hears of the theme, of quiet and of the alerts, at first and at each change", async () => {
  const api = createApi(createFakeLog());
  const preferences = preferencesSchema.parse({ theme: "dark" });
  const summary: AlertSummary = { critical: 1, warning: 0, info: 0, none: 0, pending: 0, muted: 0, unknown: 0, rules: 1 };
  api.answer("settings.get", () => preferences);
  api.answer("alerts.summary", () => summary);
  const posted: FromEngineProcess[] = [];
  watchForShell(openOwnClient(api), (message) => posted.push(message));
  await settle();
  expect(posted).toEqual([
    { t: "theme", theme: "dark" },
    { t: "disturbance", doNotDisturb: { isOn: false } },
    { t: "alerts", summary },
  ]);
  posted.length = 0;
  api.publish("settings.changed", { ...preferences, theme: "light", doNotDisturb: { isOn: true } });
  api.publish("alerts.summaryChanged", { ...summary, critical: 0 });
  expect(posted).toEqual([
    { t: "theme", theme: "light" },
    { t: "disturbance", doNotDisturb: { isOn: true } },
    { t: "alerts", summary: { ...summary, critical: 0 } },
  ]);
});
