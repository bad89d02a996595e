import type { ProcessState } from "../../bridge/process-list";
import type { State } from "../../components/state";

/** How a process's state is marked: what is out of the ordinary stands out, and sleeping is what most of them do all day. */
export const stateMarks: Readonly<Record<ProcessState, State>> = {
  running: "ok",
  sleeping: "info",
  "waiting for disk": "warning",
  zombie: "warning",
  stopped: "warning",
  traced: "warning",
  idle: "info",
  dead: "unknown",
  parked: "info",
  unknown: "unknown",
};
