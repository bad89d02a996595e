import type { Bridge } from "#shared/contract/bridge";
import type { Preferences } from "#shared/contract/settings";
import type { FromEngineProcess } from "../messages";

/** Tells the main process what it shows outside of windows, now and at each change: the theme, quiet, the worst of the alerts. */
export function watchForShell(bridge: Bridge, post: (message: FromEngineProcess) => void): void {
  const tellPreferences = ({ theme, doNotDisturb }: Preferences) => {
    post({ t: "theme", theme });
    post({ t: "disturbance", doNotDisturb });
  };
  bridge.listen("settings.changed", tellPreferences);
  bridge.listen("alerts.summaryChanged", (summary) => post({ t: "alerts", summary }));
  void bridge.call("settings.get", {}).reply.then((reply) => {
    if (reply.ok) tellPreferences(reply.value);
  });
  void bridge.call("alerts.summary", {}).reply.then((reply) => {
    if (reply.ok) post({ t: "alerts", summary: reply.value });
  });
}
