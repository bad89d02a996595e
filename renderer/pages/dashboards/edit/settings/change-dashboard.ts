import type { Dashboard } from "#shared/dashboards/dashboard";
import { useOpenDashboard } from "../../store";

/** One plain property of the open dashboard; changes of it that follow closely are one step. */
export function setDashboard<K extends keyof Dashboard>(key: K, value: Dashboard[K], label: string): void {
  useOpenDashboard.getState().change(label, (was) => ({ ...was, [key]: value }), { field: `dashboard ${key}` });
}
