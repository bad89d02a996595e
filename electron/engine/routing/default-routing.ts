import { nativeReceiver } from "#shared/contract/receivers";
import type { RoutingConfig } from "#shared/model/routing";
import { hours, minutes, seconds } from "#shared/units/time";

/** What a new Watchdeck has: everything on this machine, what has the same name together, sooner than a server would tell it. */
export const defaultRouting: RoutingConfig = {
  route: {
    receiver: nativeReceiver,
    groupBy: ["alertname"],
    groupWaitMs: seconds(10),
    groupIntervalMs: minutes(1),
    repeatIntervalMs: hours(4),
    matchers: [],
    continue: false,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    routes: [],
  },
  timeIntervals: [],
  inhibitRules: [],
};
