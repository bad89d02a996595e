// The composition root: settings in, an implementation of the contract out. Every arrow between rooms is drawn here and
// only here, in the order in which the rooms need each other.
import { mkdir } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { toFailure } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { createAlerting } from "./alerting";
import { type Api, createApi } from "./api/api";
import { setUpAppApi } from "./api/app";
import { setUpConnectionsApi } from "./api/connections";
import { setUpContainersApi } from "./api/containers";
import { setUpDashboardsApi } from "./api/dashboards";
import { setUpHostApi } from "./api/host";
import { setUpLiveQueries } from "./api/live";
import { setUpLogsApi } from "./api/logs";
import { setUpNotesApi } from "./api/notes";
import { setUpProcessesApi } from "./api/processes";
import { setUpPrometheusApiCalls } from "./api/prometheus-api";
import { setUpQueryApi } from "./api/query";
import { setUpSamplingApi } from "./api/sampling";
import { setUpSettingsApi } from "./api/settings";
import { setUpStoreApi } from "./api/store";
import { setUpStoreExport } from "./api/store-export";
import { setUpTracesApi } from "./api/traces";
import { type Clock, systemClock } from "./clock";
import { createAbsence } from "./collectors/absence";
import { createGpuProcesses } from "./collectors/gpu/gpu-processes";
import { createGpuRest } from "./collectors/gpu/gpu-rest";
import { createHelp } from "./collectors/help";
import { createHost } from "./collectors/host/host-access";
import { createCollectors } from "./collectors/index";
import { createSelf } from "./collectors/self";
import { createConnections } from "./connections/connections";
import { socketPlaces } from "./containers/socket-places";
import { createContainerWatch } from "./containers/watch";
import type { Exporter } from "./exporter/exporter";
import { openLedger } from "./ledger/open-ledger";
import type { Log } from "./log";
import type { Notifier } from "./notify/notifier";
import { createWindowNotifier } from "./notify/window-notifier";
import { setUpPrometheusApi } from "./prometheus-api/prometheus-api";
import { createQueries } from "./queries/queries";
import { createDemand } from "./sampling/demand";
import { createScheduler, type Scheduler } from "./sampling/scheduler";
import { openSecrets } from "./secrets/secrets";
import type { Vault } from "./secrets/vault";
import { createLinuxProcesses } from "./self/linux-processes";
import { createOwnMetrics } from "./self/own-metrics";
import { createOwnProcesses } from "./self/own-processes";
import { type ProcessFigures, readOwnFigures } from "./self/process-figures";
import { removeHalfWritten } from "./settings/json-file";
import { createProblems, type Problems } from "./settings/problems";
import { openSettings, type SettingsStore } from "./settings/settings";
import { createSources, localSourceId } from "./sources/index";
import { createLocalSource } from "./sources/local/index";
import type { LocalLogs } from "./sources/local-logs/index";
import { createEmbeddedStore, type EmbeddedStore, openEmbeddedStore } from "./store/embedded-store";
import { keepRulesOf } from "./store/keep-rules";
import { keepYoungMemorySmall, letYoungMemoryGrowFor } from "./young-memory";

export interface EngineOptions {
  /** Where everything is kept; made when it is not there. Only one engine may use it at a time, which the shells see to. */
  dataFolder: string;
  shell: "desktop" | "browser";
  version: string;
  vault: Vault;
  log: Log;
  /** Absent in the browser shell, where a window shows the notices. */
  notifier?: Notifier;
  /** The process that keeps the engine and the windows, and from which all of ours descend; absent: the engine itself. */
  outermostPid?: number;
  /** What the shell knows of our other processes, on systems where the engine cannot see them itself. */
  otherProcesses?: () => Promise<ProcessFigures[]>;
  /** The bundle of queries/query-worker.ts, for heavy queries; absent: they are evaluated in the engine's own thread. */
  queryWorker?: URL;
}

export interface Engine {
  api: Api;
  /** Begins to sample and to evaluate rules. What needs neither is answered before. */
  start(): Promise<void>;
  /** Ends everything, with what must outlive it on disk. */
  close(): Promise<void>;
  /** Between the two the machine sleeps: nothing is sampled, and the time is a gap. */
  suspend(): void;
  resume(): void;
  /** Our own metrics in the text format of Prometheus. */
  metrics(): Promise<string>;
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataFolder, shell, version, vault, log } = options;
  keepYoungMemorySmall();
  const clock = systemClock;
  const startedAt = clock.now();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await removeHalfWritten(dataFolder);
  const api = createApi(log);

  const problems = createProblems({ clock });
  const settings = await openSettings({ folder: dataFolder, log, problems, clock });
  const secrets = await openSecrets({ folder: dataFolder, vault, settings, problems, log, clock });

  const { store, ...storePlace } = await openStore(options, { clock, settings, problems });
  const host = createHost({ clock });
  const labels = { instance: hostname(), job: "local" };
  const demand = createDemand({ clock });
  const { outermostPid = process.pid, otherProcesses } = options;
  const ownProcesses = createOwnProcesses({
    clock,
    probe:
      host.platform === "linux"
        ? createLinuxProcesses({ host, clock, outermost: outermostPid })
        : async () => [readOwnFigures(), ...((await otherProcesses?.()) ?? [])],
  });
  const evaluationLagMs = () => alerting.rules.latestRound()?.lagMs;
  const ownMetrics = createOwnMetrics({
    startedAt,
    store,
    scheduler: {
      samplesPerSecond: () => scheduler.samplesPerSecond(),
      lateness: () => scheduler.lateness(),
      cpuTotals: () => scheduler.cpuTotals(),
    },
    processes: ownProcesses,
    evaluationLagMs,
  });
  const places = socketPlaces({ env: process.env, home: homedir() });
  const containers = createContainerWatch({ places, clock, host });
  const gpuRest = createGpuRest({ clock });
  const collectors = [
    ...createCollectors({ gpuRest, containers }),
    createSelf({ metrics: ownMetrics, refresh: ownProcesses.refresh }),
  ];
  const scheduler: Scheduler = createScheduler({
    collectors,
    host,
    store,
    clock,
    log,
    labels,
    isWanted: demand.isWanted,
  });

  const connections = createConnections({ settings, secrets, clock });
  let openedLogs: Promise<LocalLogs> | undefined;
  const localLogs = () => {
    openedLogs ??= import("./sources/local-logs/index").then(({ createLocalLogs }) =>
      createLocalLogs({ settings, clock, log, sockets: places }),
    );
    return openedLogs;
  };
  const help = createHelp(collectors, host.platform);
  const queries = createQueries({ store, clock, ...(options.queryWorker && { worker: options.queryWorker }) });
  const sources = createSources({
    local: createLocalSource({
      store,
      queries,
      clock,
      help,
      absence: createAbsence({ collectors, platform: host.platform, rows: () => scheduler.status() }),
    }),
    localLogs,
    connections,
  });

  const ledger = await openLedger({ dataFolder, clock, log, problems });
  const alerting = await createAlerting(api, {
    dataFolder,
    settings,
    secrets,
    connections,
    sources,
    store,
    ledger,
    notifier: options.notifier,
    windows: createWindowNotifier(api, clock),
    problems,
    clock,
    log,
  });

  alerting.rules.onChange(() => {
    demand.setRules(alerting.rules.expressions(localSourceId));
    letYoungMemoryGrowFor(alerting.rules.counts().rules);
  });

  let exporter: Exporter | undefined;
  async function metrics(): Promise<string> {
    // Loaded for the first Prometheus that asks, because most consoles never meet one: prom-client is 2 MB of heap.
    const { createExporter } = await import("./exporter/exporter");
    const engine = () => ownProcesses.list().find(({ role }) => role === "engine");
    exporter ??= createExporter({ version, engine, scheduler, ownMetrics, refresh: ownProcesses.refresh });
    return exporter.metrics();
  }
  const gpuReason = () => scheduler.status().find(({ name }) => name === "gpu")?.reason;

  setUpHostApi(api, { log, host, gpuReason });
  const gpuProcesses = createGpuProcesses({ clock, host, rest: gpuRest });
  setUpProcessesApi(api, { clock, log, platform: host.platform, gpuProcesses });
  setUpContainersApi(api, { watch: containers, clock });
  setUpQueryApi(api, { sources, clock, demand });
  setUpLogsApi(api, { sources, localLogs, clock });
  setUpTracesApi(api, { sources });
  const endLiveQueries = setUpLiveQueries(api, { store, queries, clock, onTick: scheduler.onTick, demand });
  const prometheusApi = setUpPrometheusApi({ store, queries, clock, demand, help, version, dataFolder, settings, problems, log });
  setUpPrometheusApiCalls(api, { prometheusApi });
  setUpSettingsApi(api, { settings, problems });
  setUpStoreApi(api, { store, ...storePlace });
  setUpStoreExport(api, { store, help });
  setUpSamplingApi(api, { scheduler, settings });
  const closeDashboards = setUpDashboardsApi(api, {
    async open() {
      const { openLibrary } = await import("./dashboards/library");
      return openLibrary({
        dataFolder,
        clock,
        log,
        watched: {
          list: () => settings.get().dashboardFolders,
          save: async (dashboardFolders) => void (await settings.update((was) => ({ ...was, dashboardFolders }))),
        },
        isListenedTo: () => api.hasListeners("dashboards.changed"),
        onChange: (change) => api.publish("dashboards.changed", change),
      });
    },
  });
  setUpNotesApi(api, {
    async open() {
      const { openNotes } = await import("./dashboards/notes");
      return openNotes({ path: join(dataFolder, "notes.json"), clock, log });
    },
    ledger,
  });
  const endConnections = setUpConnectionsApi(api, { connections, clock });
  const endStatus = setUpAppApi(api, {
    clock,
    log,
    about: () => ({
      version,
      shell,
      dataFolder,
      versions: runningVersions(),
      secretStorage: secrets.storage(),
    }),
    async status() {
      await ownProcesses.refresh(seconds(2));
      return {
        time: clock.now(),
        startedAt,
        series: store.stats().series,
        samplesPerSecond: scheduler.samplesPerSecond(),
        ...ownProcesses.sum(),
        processes: ownProcesses.list(),
        lateness: scheduler.lateness(),
        evaluationLagMs: evaluationLagMs(),
        troubled: scheduler.troubled(),
      };
    },
  });

  return {
    api,
    async start() {
      store.start();
      scheduler.start();
      await alerting.start();
      log.info(`version ${version} started in the ${shell} shell`);
    },
    async close() {
      endStatus();
      endConnections();
      endLiveQueries();
      await (await openedLogs)?.close();
      await closeDashboards();
      await prometheusApi.close();
      await queries.close();
      scheduler.stop();
      gpuProcesses.stop();
      containers.close();
      host.close();
      await alerting.close();
      await ledger.close();
      await connections.close();
      await store.close();
    },
    suspend() {
      scheduler.pause();
      alerting.rules.suspend();
      // Nobody knows whether the machine will wake again.
      store.flush().catch((error: unknown) => log.error("the store could not be written before the machine sleeps", error));
    },
    resume() {
      scheduler.resume();
      alerting.rules.resume();
    },
    metrics,
  };
}

function runningVersions(): Record<string, string> {
  const { node, v8, electron, chrome } = process.versions;
  return { node, v8, ...(electron !== undefined && { electron }), ...(chrome !== undefined && { chrome }) };
}

/** The store on disk, or one in memory where there can be none: the console opens regardless. */
async function openStore(
  { dataFolder, log }: EngineOptions,
  { clock, settings, problems }: { clock: Clock; settings: SettingsStore; problems: Problems },
): Promise<{ store: EmbeddedStore; folder?: string; whyMemory?: string }> {
  const rules = () => keepRulesOf(settings.get().preferences);
  const onRemark = (text: string) => {
    problems.add("warning", text);
    log.warn(text);
  };
  const parts = { clock, log, rules, onRemark };
  const folder = join(dataFolder, "store");
  try {
    return { store: await openEmbeddedStore({ ...parts, folder }), folder };
  } catch (error) {
    // A bug in the opening must not keep the console from showing this machine either; it is logged as one.
    const { kind, say } = toFailure(error);
    const problem = `History is kept in memory only: ${say}`;
    problems.add("critical", problem);
    if (kind === "internal") log.error("the store could not be opened", error);
    else log.warn(problem);
    return { store: createEmbeddedStore(parts), whyMemory: say };
  }
}
