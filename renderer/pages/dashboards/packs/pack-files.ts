// The packs' files, each read only when it is asked for.
import type { Dashboard } from "#shared/dashboards/dashboard";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import type { Pack } from "./pack";

const files = import.meta.glob<unknown>("../../../../assets/dashboards/*.json", { import: "default" });

async function load(name: string): Promise<unknown> {
  const read = files[`../../../../assets/dashboards/${name}`];
  if (!read) throw new Error(`assets/dashboards/${name} is named in a pack and is not there`);
  return read();
}

export const loadPacks = async (): Promise<readonly Pack[]> => (await load("packs.json")) as readonly Pack[];

export async function loadDashboards(pack: Pack): Promise<{ file: string; dashboard: Dashboard }[]> {
  return Promise.all(
    pack.dashboards.map(async (file) => {
      const read = readDashboard(await load(file));
      if (!read.ok) throw new Error(`assets/dashboards/${file}: ${read.say}`);
      return { file, dashboard: read.dashboard };
    }),
  );
}
