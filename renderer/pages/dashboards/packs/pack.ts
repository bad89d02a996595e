// Ready-made dashboards, and for which sources they are worth offering.
import type { DashboardRow } from "#shared/contract/dashboards";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { localSource } from "../../../stores/address";

/** As `assets/dashboards/packs.json` lists them. */
export interface Pack {
  id: string;
  title: string;
  /** One line. */
  about: string;
  /** Files beside the list, the first of which opens when it is added. */
  dashboards: readonly string[];
  /** Worth offering for a source that has one of these metrics. */
  anyOf?: readonly string[];
  /** Worth offering for this machine, whatever it has. */
  always?: boolean;
}

export interface Source {
  id: string;
  name: string;
}

export interface Offer {
  pack: Pack;
  source: Source;
  isAdded: boolean;
}

/** All metrics that decide about a pack: nothing else of a source's names has to be kept. */
export const tellingMetrics = (packs: readonly Pack[]): ReadonlySet<string> => new Set(packs.flatMap(({ anyOf = [] }) => anyOf));

/** Which packs fit which sources. `metrics` has the telling names that each source has; one that did not answer has none. */
export function offersOf(
  packs: readonly Pack[],
  {
    sources,
    metrics,
    rows,
  }: { sources: readonly Source[]; metrics: ReadonlyMap<string, ReadonlySet<string>>; rows: readonly DashboardRow[] },
): Offer[] {
  const uids = new Set(rows.map(({ uid }) => uid));
  return packs.flatMap((pack) =>
    sources
      .filter((source) => fits(pack, source, metrics.get(source.id)))
      .map((source) => ({ pack, source, isAdded: pack.dashboards.every((file) => uids.has(uidFor(file, source.id))) })),
  );
}

function fits({ always, anyOf = [] }: Pack, { id }: Source, names: ReadonlySet<string> | undefined): boolean {
  if (always && id === localSource) return true;
  return anyOf.some((name) => names?.has(name));
}

/** The uid of a pack's dashboard for a source: the same at each time, so that what was added is known and not added twice. */
export function uidFor(file: string, source: string): string {
  const stem = file.replace(/\.json$/, "");
  // A user's own dashboard may well be called `redis`.
  const name = /^(?:guide-|this-host$)/.test(stem) ? stem : `pack-${stem}`;
  return source === localSource ? name : `${name}-${source.replaceAll(/[^A-Za-z0-9_-]/g, "").slice(0, 8)}`;
}

/** The pack's dashboards for a source. With another source the title says which, and links between them stay among them. */
export function dashboardsFor(pack: Pack, files: readonly { file: string; dashboard: Dashboard }[], source: Source): Dashboard[] {
  const isLocal = source.id === localSource;
  const uids = new Map(files.map(({ file, dashboard }) => [dashboard.uid, uidFor(file, source.id)]));
  return files.map(({ file, dashboard }) => ({
    ...relinked(dashboard, uids),
    uid: uidFor(file, source.id),
    title: isLocal || pack.always ? dashboard.title : `${dashboard.title} · ${source.name}`.slice(0, 500),
    source: source.id,
  }));
}

/** `#/dashboards/UID` in any link of it. */
function relinked(dashboard: Dashboard, uids: ReadonlyMap<string, string>): Dashboard {
  return JSON.parse(JSON.stringify(dashboard), (key, value) =>
    key === "url" && typeof value === "string"
      ? value.replace(/(#\/dashboards\/)([A-Za-z0-9_-]+)/, (whole, head: string, uid: string) => {
          const next = uids.get(uid);
          return next === undefined ? whole : `${head}${next}`;
        })
      : value,
  );
}
