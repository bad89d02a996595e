// What is done to a dashboard of the list. Each throws an AppError with a sentence.
import type { DashboardRow } from "#shared/contract/dashboards";
import { dashboardCopy, newUid } from "#shared/dashboards/change/new-dashboard";
import { ask } from "../../../bridge/ask";

/** A copy beside it; beside a file that is not ours, in the own folder. */
export async function duplicate({ uid, place, folder, isReadOnly }: DashboardRow): Promise<DashboardRow> {
  const { dashboard } = await ask("dashboards.get", { uid });
  const copy = dashboardCopy(dashboard, newUid(Math.random));
  const { row } = await ask("dashboards.save", isReadOnly ? { dashboard: copy } : { dashboard: copy, place, folder });
  return row;
}
