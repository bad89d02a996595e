// The alert state machine, as a pure step: what the rule's expression gave at an instant, and the alerts as they were, make
// the alerts as they are. Semantics of Prometheus's rules/alerting.go.
import type { Labels } from "#shared/model/labels";
import { type EpochMs, hours, type Milliseconds, minutes } from "#shared/units/time";
import { alertKey } from "./alert-key";

/** One element of the expression's result, with the labels and annotations of the alert it stands for. */
export interface Found {
  labels: Labels;
  annotations: Labels;
  value: number;
}

export interface ActiveAlert extends Found {
  state: "pending" | "firing" | "resolved";
  activeAt: EpochMs;
  firedAt?: EpochMs;
  resolvedAt?: EpochMs;
  /** Since when the condition is gone while `keep_firing_for` holds the alert up. */
  keepFiringSince?: EpochMs;
}

/** By `alertKey` of the labels. */
export type Alerts = ReadonlyMap<string, ActiveAlert>;

export interface Timing {
  forMs: Milliseconds;
  keepFiringForMs: Milliseconds;
}

/** What became of one alert in a step. `dropped`: forgotten before it ever fired, or with its rule. */
export interface Change {
  kind: "pending" | "firing" | "resolved" | "dropped";
  alert: ActiveAlert;
}

/** A resolved alert is remembered for a while, so that it can be shown and said again. */
export const resolvedMemory: Milliseconds = minutes(15);

/**
 * One step. `canResolve` off: what is missing from the result stays as it is, because so soon after a start the source may
 * not have the samples yet that would show it.
 */
export function step(
  was: Alerts,
  found: readonly Found[],
  timing: Timing,
  now: EpochMs,
  canResolve = true,
): { alerts: Map<string, ActiveAlert>; changes: Change[] } {
  const alerts = new Map<string, ActiveAlert>();
  const changes: Change[] = [];

  for (const element of found) {
    const key = alertKey(element.labels);
    const before = was.get(key);
    const isKnown = before !== undefined && before.state !== "resolved";
    const hasHeld = now - (isKnown ? before.activeAt : now) >= timing.forMs;
    if (isKnown && (before.state === "firing") === hasHeld && isSameFound(before, element)) {
      // The very same object: whoever passes thousands on can tell at a glance that nothing is new.
      alerts.set(key, before);
      continue;
    }
    const alert: ActiveAlert = isKnown
      ? { ...before, ...element, keepFiringSince: undefined }
      : { ...element, state: "pending", activeAt: now };
    if (alert.state === "pending" && hasHeld) {
      alert.state = "firing";
      alert.firedAt = now;
      changes.push({ kind: "firing", alert });
    } else if (alert.state === "firing" && !hasHeld) {
      // The rule was reloaded with a longer `for`.
      alert.state = "pending";
      alert.firedAt = undefined;
      changes.push({ kind: "pending", alert });
    } else if (!isKnown) {
      changes.push({ kind: "pending", alert });
    }
    alerts.set(key, alert);
  }

  for (const [key, before] of was) {
    if (alerts.has(key)) continue;
    if (!canResolve && before.state !== "resolved") {
      alerts.set(key, before);
      continue;
    }
    const after = withoutCondition(before, timing, now);
    if (after) alerts.set(key, after);
    if (after?.state === "resolved" && before.state === "firing") changes.push({ kind: "resolved", alert: after });
    if (after?.state === "pending") changes.push({ kind: "pending", alert: after });
    if (!after && before.state === "pending") changes.push({ kind: "dropped", alert: before });
  }
  return { alerts, changes };
}

/** Whether a result says of an alert just what it said before. */
function isSameFound(before: ActiveAlert, { value, annotations }: Found): boolean {
  if (before.keepFiringSince !== undefined || !Object.is(before.value, value)) return false;
  const names = Object.keys(annotations);
  if (names.length !== Object.keys(before.annotations).length) return false;
  return names.every((name) => Object.hasOwn(before.annotations, name) && before.annotations[name] === annotations[name]);
}

/** The alert once its condition no longer holds; nothing when it is to be forgotten. */
function withoutCondition(before: ActiveAlert, timing: Timing, now: EpochMs): ActiveAlert | undefined {
  switch (before.state) {
    case "pending":
      return undefined;
    case "resolved":
      return now - (before.resolvedAt ?? now) > resolvedMemory ? undefined : before;
    case "firing": {
      const keepFiringSince = before.keepFiringSince ?? now;
      const isKept = timing.keepFiringForMs > 0 && now - keepFiringSince < timing.keepFiringForMs;
      if (!isKept) return { ...before, keepFiringSince: undefined, state: "resolved", resolvedAt: now };
      // As above: the rule was reloaded with a longer `for`.
      if (now - before.activeAt < timing.forMs) return { ...before, keepFiringSince, state: "pending", firedAt: undefined };
      return { ...before, keepFiringSince };
    }
  }
}

/** For rules that wait this long, an alert that was about to fire waits at least this long again after a gap. */
const graceFor: Milliseconds = minutes(10);
/** What was pending before a longer gap than this starts anew. */
const outageTolerance: Milliseconds = hours(1);

/**
 * The alerts after a stretch in which nobody looked: the machine slept, or the engine was down. The missed time was not
 * observed, so it does not count towards `for` or `keep_firing_for`. Prometheus's rule for restarts, but for firing alerts,
 * which are kept: being told twice of one and the same trouble is worse.
 */
export function acrossGap(was: Alerts, timing: Timing, lastSeen: EpochMs, now: EpochMs): Map<string, ActiveAlert> {
  const gap = now - lastSeen;
  const alerts = new Map<string, ActiveAlert>();
  for (const [key, alert] of was) {
    if (gap < 0) {
      alerts.set(key, shifted(alert, gap));
    } else if (alert.state === "pending") {
      if (gap > outageTolerance) continue;
      alerts.set(key, { ...alert, activeAt: pendingSince(alert.activeAt, timing.forMs, lastSeen, now) });
    } else if (alert.keepFiringSince !== undefined) {
      alerts.set(key, { ...alert, keepFiringSince: alert.keepFiringSince + gap });
    } else {
      alerts.set(key, alert);
    }
  }
  return alerts;
}

/** The clock was set back: all times go with it, or they would lie in the future. */
function shifted(alert: ActiveAlert, by: Milliseconds): ActiveAlert {
  const moved = (time: EpochMs | undefined) => (time === undefined ? undefined : time + by);
  return {
    ...alert,
    activeAt: alert.activeAt + by,
    firedAt: moved(alert.firedAt),
    resolvedAt: moved(alert.resolvedAt),
    keepFiringSince: moved(alert.keepFiringSince),
  };
}

function pendingSince(activeAt: EpochMs, forMs: Milliseconds, lastSeen: EpochMs, now: EpochMs): EpochMs {
  const left = forMs - (lastSeen - activeAt);
  if (left <= 0) return activeAt;
  if (forMs >= graceFor && left < graceFor) return now + graceFor - forMs;
  return activeAt + (now - lastSeen);
}
