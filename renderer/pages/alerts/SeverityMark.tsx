import { StateDot } from "../../components/StateDot";
import type { Severity } from "../../components/severity";
import type { State } from "../../components/state";
import type { AlertRow } from "./rows";

const states: Record<Severity, State> = { critical: "critical", warning: "warning", info: "info", none: "info" };

/** How an alert is marked: not known is grey and dashed whatever its severity, resolved is over. */
export function stateOf({ state, severity }: Pick<AlertRow, "state" | "severity">): State {
  if (state === "unknown") return "unknown";
  if (state === "resolved") return "ok";
  return states[severity];
}

/** The mark before an alert's name; its words say both what it is doing and how urgent that is. */
export function SeverityMark({ row }: { row: Pick<AlertRow, "state" | "severity"> }) {
  return <StateDot state={stateOf(row)} label={describe(row)} />;
}

export const describe = ({ state, severity }: Pick<AlertRow, "state" | "severity">): string =>
  severity === "none" ? state : `${state}, ${severity}`;
