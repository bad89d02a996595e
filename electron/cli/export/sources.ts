// Who answers the queries of an exported dashboard, and by which ids its sources are known there.
import { setTimeout as wait } from "node:timers/promises";
import type { Connection } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { localSourceId } from "../../engine/sources/index";
import { type Asker, askOwnEngine, askRunningConsole, type OwnAsker } from "../asker";
import type { Surroundings } from "../command";
import { readSettings } from "../import/dashboard-place";
import { askOrThrow } from "./ask-or-throw";

export interface NamedSource {
  id: string;
  name: string;
  kind: string;
}

export interface ExportSources {
  asker: Asker;
  /** Absent where a running console answers. */
  own?: OwnAsker;
  sources: readonly NamedSource[];
  /** What answers queries that name no source. */
  defaultSource: string;
  /** The id under which a source of the dashboard is known to whoever answers. */
  idOf(source: string): string;
  close(): Promise<void>;
}

const thisMachine: NamedSource = { id: localSourceId, name: "local", kind: "prometheus" };

interface Wanted {
  dataFolder: string;
  /** A connection's name or id, `local`, or a URL. */
  source: string | undefined;
  /** A running console is not asked: the dashboard is not one of its own. */
  isOwnWanted: boolean;
}

export async function openSources(
  { dataFolder, source, isOwnWanted }: Wanted,
  surroundings: Surroundings,
): Promise<ExportSources> {
  const isUrl = source !== undefined && /^https?:\/\//.test(source);
  const running = isUrl || isOwnWanted ? undefined : await askRunningConsole(dataFolder, surroundings.now());
  const asker = running ?? (await askOwnEngine(surroundings, { samples: !isUrl }));
  const own = "engine" in asker ? (asker as OwnAsker) : undefined;
  try {
    const newIds = own
      ? await addConnections(own, isUrl ? [connectionTo(source)] : await openConnections(dataFolder), surroundings)
      : new Map<string, string>();
    const { connections } = await askOrThrow(asker, "connections.list", {});
    const known = connections.filter(({ kind }) => kind === "prometheus").map(({ id, name, kind }) => ({ id, name, kind }));
    // A URL that is given answers everything: whoever gives one wants to see the dashboard with it.
    const sources = isUrl ? known : [thisMachine, ...known];
    const wanted = isUrl ? urlName : (source ?? thisMachine.id);
    const found = sources.find(({ id }) => id === wanted) ?? sources.find(({ name }) => name === wanted);
    if (!found) throw new AppError({ kind: "not-found", say: notFound(wanted, sources) });
    if (own && !isUrl) await measure(surroundings);
    const idOf = (id: string) => (isUrl ? found.id : (newIds.get(id) ?? id));
    return { asker, ...(own && { own }), sources, defaultSource: found.id, idOf, close: () => asker.close() };
  } catch (error) {
    await asker.close();
    throw error;
  }
}

const notFound = (wanted: string, sources: readonly NamedSource[]): string =>
  `There is no source “${wanted}”; there are ${sources.map(({ name }) => name).join(", ")}. A URL would do as well.`;

/** Failures name their connection: "check the URL of --source". */
const urlName = "--source";

const connectionTo = (url: string): Connection => ({
  id: "",
  kind: "prometheus",
  name: urlName,
  url,
  auth: { kind: "none" },
  headerNames: [],
  tls: { skipVerify: false },
  showsAlerts: false,
});

/** The connections of the data folder that need no secret: those are sealed, and only the console has the key. */
async function openConnections(dataFolder: string): Promise<Connection[]> {
  const { connections } = await readSettings(dataFolder);
  return connections
    .filter(({ kind, auth, headerNames }) => kind === "prometheus" && auth.kind === "none" && headerNames.length === 0)
    .map((connection) => ({ ...connection, showsAlerts: false }));
}

/** Their ids here, by those that they have in the data folder. */
async function addConnections(
  own: OwnAsker,
  connections: readonly Connection[],
  { env }: Surroundings,
): Promise<Map<string, string>> {
  const { WATCHDECK_TOKEN: token } = env;
  const newIds = new Map<string, string>();
  for (const { id, ...connection } of connections) {
    const isAuthorized = token !== undefined && connection.name === urlName;
    const auth = isAuthorized ? { kind: "bearer" as const } : connection.auth;
    const saved = await askOrThrow(own, "connections.save", { ...connection, auth, secrets: isAuthorized ? { token } : {} });
    newIds.set(id, saved.id);
  }
  return newIds;
}

/** One reading is there after a second; rates need at least two. */
const readings = seconds(3);

async function measure({ tell }: Surroundings): Promise<void> {
  tell(`No console is running on the data folder, so this machine is measured for ${readings / 1000} s.`);
  await wait(readings);
}
