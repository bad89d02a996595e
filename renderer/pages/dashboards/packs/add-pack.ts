import { type DashboardRow, ownPlace } from "#shared/contract/dashboards";
import { ask } from "../../../bridge/ask";
import { dashboardsFor, type Offer } from "./pack";
import { loadDashboards } from "./pack-files";

/** Copies the pack's dashboards into the own folder; gives the first. They are the user's from then on, so those that are there stay. */
export async function addPack({ pack, source }: Offer): Promise<Pick<DashboardRow, "uid">> {
  const there = new Map((await ask("dashboards.list", {})).dashboards.map((row) => [row.uid, row]));
  const dashboards = dashboardsFor(pack, await loadDashboards(pack), source);
  for (const dashboard of dashboards) {
    if (!there.has(dashboard.uid)) await ask("dashboards.save", { dashboard, place: ownPlace, folder: "" });
  }
  const [first] = dashboards;
  if (!first) throw new Error(`the pack ${pack.id} has no dashboards`);
  return first;
}
