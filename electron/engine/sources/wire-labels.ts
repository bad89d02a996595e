// Label sets and times as servers send them in JSON about alerts.
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";

/** A copy that is safe to handle: the name `__proto__` is left out, and empty labels, which are none, as well. */
export function toLabels(wire: Record<string, unknown> | null | undefined): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(wire ?? {})) {
    if (typeof value !== "string")
      throw new AppError({ kind: "not-that-server", say: "The answer holds a label that is not text." });
    if (value !== "" && name !== "__proto__") labels[name] = value;
  }
  return labels;
}

/** Undefined for Go's zero time, which stands for "never", and for what is no time. */
export function toTime(wire: string | null | undefined): EpochMs | undefined {
  const time = Date.parse(wire ?? "");
  return time > 0 ? time : undefined;
}
