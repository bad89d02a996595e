// One node of the tree in words.
import { describeGroupBy, describeMatchers } from "#shared/alerting/routing-words";
import { formatDuration } from "#shared/format/duration";
import type { Route } from "#shared/model/routing";
import type { Effective } from "./inheritance";

export interface NodePart {
  words: string;
  /** From above; drawn in grey. */
  isInherited: boolean;
}

/** The node as it is read out: `severity is "critical", goes to pagerduty`. */
export const nodeName = (route: Route, { receiver }: Effective, isRoot: boolean): string =>
  `${isRoot ? "every alert" : describeMatchers(route.matchers)}, goes to ${receiver === "" ? "no receiver" : receiver}`;

/** How its alerts are put together and when they are told, part by part. */
export function timingParts(route: Route, effective: Effective): NodePart[] {
  const groupBy = effective.groupBy.includes("...") ? "all" : effective.groupBy;
  return [
    { words: describeGroupBy(groupBy), isInherited: route.groupBy === undefined },
    { words: `first after ${formatDuration(effective.groupWaitMs)}`, isInherited: route.groupWaitMs === undefined },
    { words: `news every ${formatDuration(effective.groupIntervalMs)}`, isInherited: route.groupIntervalMs === undefined },
    { words: `again after ${formatDuration(effective.repeatIntervalMs)}`, isInherited: route.repeatIntervalMs === undefined },
  ];
}

/** When it is quiet, if ever. */
export function intervalParts({ muteTimeIntervals, activeTimeIntervals }: Route): string[] {
  return [
    ...(activeTimeIntervals.length > 0 ? [`only during ${activeTimeIntervals.join(", ")}`] : []),
    ...(muteTimeIntervals.length > 0 ? [`not during ${muteTimeIntervals.join(", ")}`] : []),
  ];
}
