// What was known of each server in the last run, out of the inbox's rows: of one that is silent now, this is still all that
// anybody knows.
import type { InboxAlert } from "#shared/model/alert";
import { labelsKey } from "#shared/model/labels";
import { sentFrom } from "./sent-from";
import type { ManagedSeen, RuleAlertSeen } from "./view";

/** The rows that servers told of and that are not over. */
export const isOfServers = ({ state, origins }: InboxAlert): boolean =>
  state !== "resolved" && origins.some(({ kind }) => kind !== "rule");

export function ruleAlertsOf(rows: readonly InboxAlert[], connection: string): RuleAlertSeen[] {
  return rows.flatMap(({ id, name, labels, annotations, state, value, activeAt, firedAt, origins }) =>
    origins.flatMap((origin) => {
      if (origin.kind !== "prometheus" || origin.connection !== connection || state === "resolved") return [];
      const key = labelsKey(labels);
      const { ruleId } = origin;
      return [{ id, ruleId, name, key, labels, annotations, state, value, activeAt, firedAt, unknown: undefined }];
    }),
  );
}

export function managedAlertsOf(rows: readonly InboxAlert[], connection: string): Map<string, ManagedSeen> {
  const found = new Map<string, ManagedSeen>();
  for (const { name, labels, annotations, activeAt, firedAt, origins } of rows) {
    for (const origin of origins) {
      if (origin.kind !== "alertmanager" || origin.connection !== connection) continue;
      const { kind: _, connection: __, ...rest } = origin;
      // It was sent before now, and the first answer brings when.
      const times = { startsAt: firedAt ?? activeAt, updatedAt: 0 };
      const sender = sentFrom(origin.generatorUrl);
      found.set(origin.fingerprint, { ...rest, ...times, name, labels, annotations, key: labelsKey(labels), sentFrom: sender });
    }
  }
  return found;
}
