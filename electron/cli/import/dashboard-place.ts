// Who keeps the dashboards of a data folder: the console that runs on it, or its files themselves. Dashboards are files that may
// change under a running console as well (the desktop app has no port to ask), so nothing has to be closed for it.
import { join } from "node:path";
import type { Connection } from "#shared/contract/connections";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import { AppError, type toFailure } from "#shared/model/failure";
import { systemClock } from "../../engine/clock";
import { readJson } from "../../engine/settings/json-file";
import { repairSettings } from "../../engine/settings/repair";
import { newSettings, type Settings } from "../../engine/settings/schema";
import { askRunningConsole } from "../asker";
import type { Surroundings } from "../command";
import { quietLog } from "../store-command-place";

export interface DashboardPlace {
  /** Those that answer queries; this machine is not among them. */
  connections(): Promise<{ id: string; name: string }[]>;
  save(request: CallRequest<"dashboards.save">): Promise<CallOutput<"dashboards.save">>;
  list(): Promise<CallOutput<"dashboards.list">>;
  close(): Promise<void>;
}

export async function openDashboardPlace(dataFolder: string, { now }: Surroundings): Promise<DashboardPlace> {
  const asker = await askRunningConsole(dataFolder, now());
  if (asker) {
    const ask = async <T>(reply: Promise<{ ok: true; value: T } | { ok: false; failure: ReturnType<typeof toFailure> }>) => {
      const answer = await reply;
      if (!answer.ok) throw new AppError(answer.failure);
      return answer.value;
    };
    return {
      connections: async () => answering((await ask(asker.ask("connections.list", {}))).connections),
      save: (request) => ask(asker.ask("dashboards.save", request)),
      list: () => ask(asker.ask("dashboards.list", {})),
      close: () => asker.close(),
    };
  }
  const { openLibrary } = await import("../../engine/dashboards/library");
  const settings = await readSettings(dataFolder);
  const library = await openLibrary({
    dataFolder,
    clock: systemClock,
    log: quietLog,
    watched: {
      list: () => settings.dashboardFolders,
      save: () => Promise.reject(new Error("the command line watches no folders")),
    },
    isListenedTo: () => false,
    onChange() {},
  });
  return {
    connections: async () => answering(settings.connections),
    save: (request) => library.save(request),
    list: () => library.list({}),
    close: () => library.close(),
  };
}

const answering = (connections: readonly Connection[]) =>
  connections.filter(({ kind }) => kind === "prometheus").map(({ id, name }) => ({ id, name }));

export async function readSettings(dataFolder: string): Promise<Settings> {
  const found = await readJson(join(dataFolder, "settings.json"));
  const repair = found.kind === "read" ? repairSettings(found.value) : undefined;
  return repair?.kind === "settings" ? repair.settings : newSettings();
}
