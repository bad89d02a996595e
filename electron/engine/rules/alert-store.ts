// Keeps the alerts over a restart of the engine, so that none is told twice and no `for` starts anew. Written at most once a
// second, at once when an alert changes its state, and when the engine closes.
import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { labelsKey } from "#shared/model/labels";
import { labelsSchema } from "#shared/model/series";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { ActiveAlert } from "./alert-state";

// JSON has no NaN and no infinities, so values travel as text.
const savedAlertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema,
  value: z.string().transform(Number),
  state: z.enum(["pending", "firing", "resolved"]),
  activeAt: z.number(),
  firedAt: z.number().optional(),
  resolvedAt: z.number().optional(),
  keepFiringSince: z.number().optional(),
});

const savedGroupSchema = z.object({
  fileId: z.string(),
  source: z.string(),
  group: z.string(),
  /** When its rules were last evaluated. */
  lastSeen: z.number(),
  rules: z.array(z.object({ id: z.string(), alerts: z.array(savedAlertSchema) })),
});
export type SavedGroup = z.infer<typeof savedGroupSchema>;

const fileSchema = z.object({ version: z.literal(1), groups: z.array(savedGroupSchema) });

export interface AlertStore {
  /** What was kept; a damaged file is set aside and counts as none. */
  load(): Promise<SavedGroup[]>;
  /** Something changed: write soon, or at once. */
  changed(isUrgent: boolean): void;
  /** Writes what is unwritten and stops. */
  close(): Promise<void>;
}

interface AlertStoreOptions {
  path: string;
  clock: Clock;
  log: Log;
  /** What is to be kept, asked for when it is written. */
  current: () => SavedGroup[];
}

export function createAlertStore({ path, clock, log, current }: AlertStoreOptions): AlertStore {
  let written = "";
  let isDirty = false;
  let cancelTimer: (() => void) | undefined;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (isDirty) {
      isDirty = false;
      const groups = current().map((group) => ({ ...group, rules: group.rules.map(toText) }));
      const text = JSON.stringify({ version: 1, groups });
      if (text === written) continue;
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, text, { mode: 0o600 });
      written = text;
    }
  }

  function writeNow(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    writing ??= write()
      .catch((error: unknown) => log.error(`the alert states could not be written to ${path}`, error))
      .finally(() => {
        writing = undefined;
      });
  }

  return {
    async load() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT")
          log.warn(`the alert states could not be read from ${path}`, error);
        return [];
      }
      try {
        return fileSchema.parse(JSON.parse(text)).groups;
      } catch (error) {
        const aside = `${path}.damaged`;
        log.warn(`the alert states in ${path} are damaged and were set aside as ${aside}; alerts start anew`, error);
        await rename(path, aside).catch((failure: unknown) => log.warn(`${path} could not be set aside`, failure));
        return [];
      }
    },
    changed(isUrgent) {
      isDirty = true;
      if (isUrgent) writeNow();
      else cancelTimer ??= clock.setTimer(writeNow, seconds(1));
    },
    async close() {
      writeNow();
      while (writing) await writing;
    },
  };
}

const toText = ({ id, alerts }: SavedGroup["rules"][number]) => ({
  id,
  alerts: alerts.map((alert) => ({ ...alert, value: String(alert.value) })),
});

/** The alerts of one saved rule, ready to go on. */
export const restored = (alerts: readonly ActiveAlert[]): Map<string, ActiveAlert> =>
  new Map(alerts.map((alert) => [labelsKey(alert.labels), alert]));
