// The settings file: read once and repaired, then kept in memory and written behind every change.
import { basename, join } from "node:path";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, keepCopy, readJson, setAside, writeJson } from "./json-file";
import type { Problems } from "./problems";
import { repairSettings } from "./repair";
import { newSettings, type Settings } from "./schema";

export interface SettingsStore {
  /** The settings as they are on disk; not to be changed in place. */
  get(): Settings;
  /** Changes them one change after another, each seeing the one before; resolves when it is on disk, and rejects unchanged. */
  update(change: (settings: Settings) => Settings): Promise<Settings>;
  onChange(run: (settings: Settings) => void): () => void;
}

export interface SettingsOptions {
  folder: string;
  log: Log;
  problems: Problems;
  clock: Clock;
}

/** Opens `settings.json` in the folder. Whatever is wrong with the file becomes a problem in words, never an error. */
export async function openSettings({ folder, log, problems, clock }: SettingsOptions): Promise<SettingsStore> {
  const path = join(folder, "settings.json");
  const listeners = new Set<(settings: Settings) => void>();
  /** Why nothing may be written: the file could not be read and could not be moved, so writing would destroy it. */
  let blocked: string | undefined;
  let current = await load();
  let queue: Promise<unknown> = Promise.resolve();

  function tell(severity: "warning" | "critical", text: string): void {
    problems.add(severity, text);
    log.warn(text);
  }

  async function load(): Promise<Settings> {
    const found = await readJson(path);
    if (found.kind === "absent") return newSettings();
    const outcome = found.kind === "read" ? repairSettings(found.value) : found;
    if (outcome.kind === "damaged") {
      await giveUp(outcome.reason);
      return newSettings();
    }
    if (outcome.repaired.length > 0) await keepRepaired(outcome.settings, outcome.repaired);
    return outcome.settings;
  }

  async function giveUp(reason: string): Promise<void> {
    try {
      const aside = await setAside(path, "damaged", clock.now());
      tell("critical", `The settings file ${reason}; it is kept as ${aside}, and Watchdeck started with new settings.`);
    } catch (error) {
      blocked = `The settings file ${path} ${reason} and could not be set aside (${codeOf(error)}); changes to settings are not kept until it is moved away.`;
      tell("critical", blocked);
    }
  }

  async function keepRepaired(settings: Settings, repaired: string[]): Promise<void> {
    const fields =
      repaired.length > 5 ? `${repaired.slice(0, 5).join(", ")} and ${repaired.length - 5} more` : repaired.join(", ");
    try {
      const copy = await keepCopy(path, "before-repair", clock.now());
      await writeJson(path, settings);
      tell(
        "warning",
        `In ${basename(path)} these were not right and were set back or left out: ${fields}. The file as it was is kept as ${copy}.`,
      );
    } catch (error) {
      tell(
        "warning",
        `In ${path} these are not right and are not used: ${fields}. The file could not be repaired (${codeOf(error)}).`,
      );
    }
  }

  async function apply(change: (settings: Settings) => Settings): Promise<Settings> {
    const next = change(current);
    if (next === current) return current;
    if (blocked) throw new AppError({ kind: "refused", say: blocked });
    try {
      await writeJson(path, next);
    } catch (error) {
      throw new AppError(
        { kind: "refused", say: `The settings could not be written to ${path} (${codeOf(error)}).`, retry: true },
        { cause: error },
      );
    }
    current = next;
    for (const run of [...listeners]) run(next);
    return next;
  }

  return {
    get: () => current,
    update(change) {
      const changed = queue.then(() => apply(change));
      // The caller hears of a failure; the changes behind it in the queue go on.
      queue = changed.catch(() => undefined);
      return changed;
    },
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
