// Reads whatever a settings file holds into settings that are right, field by field: one wrong value costs that value
// (or, in a list, that entry when it cannot do without it), never the file.
import { z } from "zod";
import { connectionSchema } from "#shared/contract/connections";
import { logPlaceSchema } from "#shared/contract/logs";
import { preferencesSchema } from "#shared/contract/settings";
import { AppError } from "#shared/model/failure";
import { normaliseUrl, withoutUserinfo } from "../connections/url";
import {
  collectorSettingSchema,
  dashboardFolderSchema,
  newSettings,
  ruleFileEntrySchema,
  ruleFolderEntrySchema,
  type Settings,
  settingsVersion,
} from "./schema";

export type Repair =
  | { kind: "settings"; settings: Settings; repaired: string[] }
  /** Nothing in the file can be used; `reason` ends a sentence that starts with the file's name. */
  | { kind: "damaged"; reason: string };

export function repairSettings(raw: unknown): Repair {
  if (!isObject(raw)) return { kind: "damaged", reason: "did not hold settings" };
  if (typeof raw.version === "number" && raw.version > settingsVersion) {
    return { kind: "damaged", reason: `was written by a newer Watchdeck (version ${raw.version} of the file)` };
  }
  const repaired: string[] = [];
  if (raw.version !== settingsVersion) repaired.push("version");
  const settings: Settings = {
    ...newSettings(),
    preferences: repairFields(preferencesSchema, raw.preferences ?? {}, "preferences", repaired) ?? preferencesSchema.parse({}),
    connections: repairList(raw.connections, "connections", repaired, repairConnection),
    ruleFiles: repairList(raw.ruleFiles, "ruleFiles", repaired, (entry, place) =>
      repairFields(ruleFileEntrySchema, entry, place, repaired),
    ),
    ruleFolders: repairList(raw.ruleFolders, "ruleFolders", repaired, (entry, place) =>
      repairFields(ruleFolderEntrySchema, entry, place, repaired),
    ),
    collectors: repairList(raw.collectors, "collectors", repaired, (entry, place) =>
      repairFields(collectorSettingSchema, entry, place, repaired),
    ),
    dashboardFolders: repairList(raw.dashboardFolders, "dashboardFolders", repaired, (entry, place) =>
      repairFields(dashboardFolderSchema, entry, place, repaired),
    ),
    // A part of one would be another place than somebody picked.
    logPlaces: repairList(raw.logPlaces, "logPlaces", repaired, (entry, place) => {
      const found = logPlaceSchema.safeParse(entry);
      if (!found.success) repaired.push(place);
      return found.data;
    }),
  };
  return { kind: "settings", settings, repaired };
}

function repairConnection(entry: unknown, place: string, repaired: string[]) {
  const connection = repairFields(connectionSchema, entry, place, repaired);
  if (!connection) return undefined;
  try {
    // A password typed into the file by hand would otherwise reach windows and error texts.
    const url = normaliseUrl(withoutUserinfo(connection.url));
    if (url !== connection.url) repaired.push(`${place}.url`);
    return { ...connection, url };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    repaired.push(`${place}.url`, place);
    return undefined;
  }
}

/** Each wrong field takes its default; an object that lacks a field without one is given up. */
function repairFields<S extends z.ZodObject>(
  schema: S,
  raw: unknown,
  place: string,
  repaired: string[],
): z.output<S> | undefined {
  const whole = schema.safeParse(raw);
  if (whole.success) return whole.data;
  if (!isObject(raw)) {
    repaired.push(place);
    return undefined;
  }
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    if (!Object.hasOwn(raw, name)) continue;
    if (z.safeParse(field, raw[name]).success) kept[name] = raw[name];
    else repaired.push(`${place}.${name}`);
  }
  const mended = schema.safeParse(kept);
  if (mended.success) return mended.data;
  repaired.push(place);
  return undefined;
}

function repairList<T extends { id: string }>(
  raw: unknown,
  place: string,
  repaired: string[],
  repairEntry: (entry: unknown, place: string, repaired: string[]) => T | undefined,
): T[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    repaired.push(place);
    return [];
  }
  const entries = new Map<string, T>();
  raw.forEach((item, index) => {
    const entry = repairEntry(item, `${place}[${index}]`, repaired);
    if (!entry) return;
    if (entries.has(entry.id)) repaired.push(`${place}[${index}]`);
    else entries.set(entry.id, entry);
  });
  return [...entries.values()];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
