// Keeps the alerts over a restart of the engine, so that none is told twice and no `for` starts anew. Written at most once a
// second, at once when an alert changes its state, and when the engine closes.
import { z } from "zod";
import { labelsKey } from "#shared/model/labels";
import { labelsSchema } from "#shared/model/series";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, readJson, setAside, writeJson } from "../settings/json-file";
import type { Problems } from "../settings/problems";
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
  problems: Pick<Problems, "add">;
  /** What is to be kept, asked for when it is written. */
  current: () => SavedGroup[];
}

export function createAlertStore({ path, clock, log, problems, current }: AlertStoreOptions): AlertStore {
  let written = "";
  let isDirty = false;
  let cancelTimer: (() => void) | undefined;
  let writing: Promise<void> | undefined;

  let isFailing = false;

  async function write(): Promise<void> {
    while (isDirty) {
      isDirty = false;
      const groups = current().map((group) => ({ ...group, rules: group.rules.map(toText) }));
      const text = JSON.stringify(groups);
      if (text === written) continue;
      await writeJson(path, { version: 1, groups });
      written = text;
      isFailing = false;
    }
  }

  function writeNow(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    writing ??= write()
      .catch((error: unknown) => {
        // Once, not every second that the disk is full.
        if (!isFailing) log.error(`the alert states could not be written to ${path}`, error);
        isFailing = true;
      })
      .finally(() => {
        writing = undefined;
      });
  }

  return {
    async load() {
      const found = await readJson(path);
      if (found.kind === "absent") return [];
      const file = found.kind === "read" ? fileSchema.safeParse(found.value) : undefined;
      if (file?.success) return file.data.groups;
      const reason = found.kind === "damaged" ? found.reason : "did not hold alert states";
      const kept = await setAside(path, "damaged", clock.now()).then(
        (aside) => `it is kept as ${aside}`,
        (error: unknown) => `it could not be set aside (${codeOf(error)})`,
      );
      const text = `The file of alert states ${path} ${reason}; ${kept}. Alerts start anew.`;
      problems.add("warning", text);
      log.warn(text);
      return [];
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
