// What is known of one Alertmanager's alerts, as of its last answer.
import { setImmediate } from "node:timers/promises";
import { labelsKey } from "#shared/model/labels";
import type { ManagedAlert } from "../sources/alertmanager/index";
import { isEqualLabels } from "./equal-labels";
import { sentFrom } from "./sent-from";
import type { ManagedSeen } from "./view";

/**
 * By fingerprint. An alert that did not change is the same object as before, and so is the map where none did. A Prometheus sends
 * each of them again every minute: that alone is no change, and is noted in the object that is there. Of thousands, others get
 * their turn in between.
 */
export async function takeManaged(
  was: ReadonlyMap<string, ManagedSeen>,
  answer: readonly ManagedAlert[],
): Promise<ReadonlyMap<string, ManagedSeen>> {
  const now = new Map<string, ManagedSeen>();
  let isNews = answer.length !== was.size;
  for (const [index, alert] of answer.entries()) {
    const before = was.get(alert.fingerprint);
    const seen = toSeen(before, alert);
    if (seen !== before) isNews = true;
    now.set(alert.fingerprint, seen);
    if (index % atOnce === atOnce - 1) await setImmediate();
  }
  return isNews ? now : was;
}

/** Working on these takes a few milliseconds. */
const atOnce = 1000;

function toSeen(before: ManagedSeen | undefined, alert: ManagedAlert): ManagedSeen {
  const isSameLabels = before !== undefined && isEqualLabels(before.labels, alert.labels);
  if (isSameLabels && isSame(before, alert)) {
    before.updatedAt = alert.updatedAt;
    return before;
  }
  const name = Object.hasOwn(alert.labels, "alertname") ? (alert.labels.alertname ?? "") : "";
  const key = isSameLabels ? before.key : labelsKey(alert.labels);
  const from = before?.generatorUrl === alert.generatorUrl ? before?.sentFrom : undefined;
  return { ...alert, name: name === "" ? "unnamed alert" : name, key, sentFrom: from ?? sentFrom(alert.generatorUrl) };
}

const isSame = (a: ManagedAlert, b: ManagedAlert): boolean =>
  a.startsAt === b.startsAt &&
  a.generatorUrl === b.generatorUrl &&
  isEqualList(a.receivers, b.receivers) &&
  isEqualList(a.silencedBy, b.silencedBy) &&
  isEqualList(a.inhibitedBy, b.inhibitedBy) &&
  isEqualLabels(a.annotations, b.annotations);

const isEqualList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
