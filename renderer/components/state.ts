import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from "lucide-react";

/** How something is. `unknown` is grey and dashed, and is never drawn as healthy. */
export type State = "ok" | "warning" | "critical" | "unknown" | "info";

/** A state is never told by colour alone: each has its own shape too. */
export const stateIcons: Record<State, LucideIcon> = {
  ok: CircleCheck,
  warning: TriangleAlert,
  critical: CircleAlert,
  unknown: CircleDashed,
  info: Info,
};
