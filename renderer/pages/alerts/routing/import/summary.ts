// What an import brings, in a line.
import type { CallOutput } from "#shared/contract/index";
import { walk } from "../tree/change-tree";

type Checked = CallOutput<"routing.check">;

/** "4 routes, 2 time intervals, 1 inhibition rule, 3 receivers". */
export function summaryOf({ config, receivers }: Checked): string {
  if (!config) return "";
  const routes = [...walk(config.route)].length;
  return [
    counted(routes, "route"),
    ...(config.timeIntervals.length > 0 ? [counted(config.timeIntervals.length, "time interval")] : []),
    ...(config.inhibitRules.length > 0 ? [counted(config.inhibitRules.length, "inhibition rule")] : []),
    counted(receivers.length, "receiver"),
  ].join(", ");
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
