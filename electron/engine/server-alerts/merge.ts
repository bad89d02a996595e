// One row for one alert, however many servers tell of it. An alert at a Prometheus is its own row; Alertmanagers' alerts join the
// row of the Prometheus that sent them, and are rows of their own where none of the connected ones did. A row keeps its id as
// long as any server tells of it, whichever was asked first and whichever goes away meanwhile.
import type { InboxAlert } from "#shared/model/alert";
import { type EpochMs, seconds } from "#shared/units/time";
import type { OriginAlert } from "../inbox/inbox";
import { rowIdOfManaged } from "./ids";
import { type Made, managedRow, ruleRow } from "./merged-row";
import { type Candidate, createFinder } from "./same-alert";
import type { SeenAt } from "./server-muted";
import type { ManagedSeen, RuleAlertSeen, View } from "./view";

export interface Merge {
  /** Takes up the rows of the last run. */
  restore(rows: readonly InboxAlert[]): void;
  /** Fingerprints of an Alertmanager's alerts that no row is known for: perhaps a Prometheus has just sent them and was not asked since. */
  strangers(view: View, connection: string): string[];
  /**
   * All rows, with those that resolved since the last time. One that did not change is the same object as then. `held`: alerts of
   * Alertmanagers that are left out while nobody knows whether a Prometheus has them.
   */
  rows(view: View, at: EpochMs, held?: ReadonlySet<string>): OriginAlert[];
  /** Whether time alone may change rows: an alert that a Prometheus has forgotten may turn out to be another's. */
  isWaiting(): boolean;
  /** In place of `rows`, where the servers say what they said before. */
  heard(view: View): void;
}

/** What is remembered of an Alertmanager's alert while it is told of. */
interface Remembered {
  /** Of the row that it is in. */
  row: string;
  /** The connection of the Prometheus whose alert it is. */
  sender?: string | undefined;
  /** The Prometheus has not got it any more since then, when it had been sent last at that time. */
  lost?: { at: EpochMs; updatedAt: EpochMs };
}

interface RuleRow {
  id: string;
  candidate: Candidate;
  managed: SeenAt[];
}

/** An alert that its Prometheus has forgotten stays at the Alertmanager for minutes; one that is sent anew after this is another's. */
const leftoverFor = seconds(60);

export const heldKey = (connection: string, fingerprint: string): string => `${connection}/${fingerprint}`;

export function createMerge(): Merge {
  let remembered = new Map<string, Remembered>();
  /** Rows that an alert of a Prometheus took over, by the id that it would have had. */
  let taken = new Map<string, string>();
  let made = new Map<string, Made>();
  const heardAt = new Map<string, EpochMs>();

  function heard(view: View): void {
    for (const { id, heardAt: now } of [...view.prometheuses, ...view.alertmanagers]) if (now !== undefined) heardAt.set(id, now);
  }

  /** The row of an alert that a Prometheus has, joined by those Alertmanagers' that are the same. */
  function ruleRows(view: View): { rows: Map<RuleAlertSeen, RuleRow>; find: (managed: ManagedSeen) => RuleRow[] } {
    const rows = new Map<RuleAlertSeen, RuleRow>();
    for (const server of view.prometheuses) {
      for (const alert of server.alerts) {
        rows.set(alert, { id: taken.get(alert.id) ?? alert.id, candidate: { server, alert }, managed: [] });
      }
    }
    const finder = createFinder(view.prometheuses);
    const find = (managed: ManagedSeen) =>
      finder
        .find(managed)
        .map(({ alert }) => rows.get(alert))
        .filter((row) => row !== undefined);
    return { rows, find };
  }

  /** Lets an alert of a Prometheus go on in the row under which an Alertmanager's was shown before anybody knew of the former. */
  function takeOver(row: RuleRow, was: Remembered | undefined): void {
    if (!was || was.sender !== undefined || made.has(row.id) || !made.has(was.row)) return;
    taken.set(row.candidate.alert.id, was.row);
    row.id = was.row;
  }

  /** Whether a Prometheus that answers has forgotten the alert, so that the Alertmanager only has not noticed yet. */
  function isLeftover(view: View, was: Remembered | undefined, { updatedAt }: ManagedSeen, at: EpochMs): boolean {
    const sender = view.prometheuses.find(({ id }) => id === was?.sender);
    if (!was || !sender) return false;
    was.lost ??= { at, updatedAt };
    return updatedAt === was.lost.updatedAt || at - was.lost.at < leftoverFor;
  }

  function rows(view: View, at: EpochMs, held: ReadonlySet<string> = new Set()): OriginAlert[] {
    const { rows: ofRules, find } = ruleRows(view);
    const alone = new Map<string, SeenAt[]>();
    const next: typeof remembered = new Map();
    for (const server of view.alertmanagers) {
      for (const alert of server.alerts.values()) {
        const place = heldKey(server.id, alert.fingerprint);
        const was = remembered.get(place);
        const found = find(alert);
        const [first] = found;
        if (first) {
          takeOver(first, was);
          for (const row of found) row.managed.push({ server, alert });
          next.set(place, { row: first.id, sender: first.candidate.server.id });
        } else if (isLeftover(view, was, alert, at)) {
          if (was) next.set(place, was);
        } else if (!held.has(place)) {
          // What was a Prometheus's and is now somebody else's begins anew, unless that connection itself is gone.
          if (was && !was.lost) next.set(place, { row: was.row });
          const group = rowIdOfManaged(server.cluster, alert.fingerprint);
          const members = alone.get(group);
          if (members) members.push({ server, alert });
          else alone.set(group, [{ server, alert }]);
        }
      }
    }
    const now = new Map<string, Made>();
    const put = (it: Made) => now.set(it.alert.id, it);
    for (const row of ofRules.values()) put(ruleRow(made.get(row.id), row, { at, heardAt }));
    for (const [usual, members] of alone) {
      const places = members.map(({ server, alert }) => heldKey(server.id, alert.fingerprint));
      const id = places.map((place) => next.get(place)?.row).find((known) => known !== undefined) ?? usual;
      for (const place of places) next.set(place, { row: id });
      put(managedRow(made.get(id), { id, managed: members }, { at, heardAt }));
    }
    const resolved = resolvedSince(view, made, now, at);
    const ids = new Set([...ofRules.keys()].map(({ id }) => id));
    taken = new Map([...taken].filter(([id]) => ids.has(id)));
    remembered = next;
    made = now;
    heard(view);
    return [...[...now.values()].map(({ alert }) => alert), ...resolved];
  }

  return {
    restore(inbox) {
      for (const { serverMuted: _, ...alert } of inbox.map(toOriginAlert)) {
        const sender = alert.origins.find((origin) => origin.kind === "prometheus");
        made.set(alert.id, {
          alert,
          ...(sender ? { activeAt: alert.activeAt } : { startsAt: alert.activeAt }),
          made: undefined,
        });
        for (const origin of alert.origins) {
          if (origin.kind !== "alertmanager") continue;
          remembered.set(heldKey(origin.connection, origin.fingerprint), { row: alert.id, sender: sender?.connection });
        }
      }
    },

    strangers(view, connection) {
      const server = view.alertmanagers.find(({ id }) => id === connection);
      if (!server) return [];
      const unknown = [...server.alerts.values()].filter(({ fingerprint }) => !remembered.has(heldKey(connection, fingerprint)));
      if (unknown.length === 0) return [];
      const { find } = createFinder(view.prometheuses);
      return unknown.filter((alert) => find(alert).length === 0).map(({ fingerprint }) => fingerprint);
    },

    rows,
    isWaiting: () => [...remembered.values()].some(({ lost }) => lost !== undefined),
    heard,
  };
}

/** Rows that fired and that no server tells of any more. A connection that was removed, or is not shown any more, resolves nothing. */
function resolvedSince(
  view: View,
  before: ReadonlyMap<string, Made>,
  now: ReadonlyMap<string, Made>,
  at: EpochMs,
): OriginAlert[] {
  const connections = new Set([...view.prometheuses, ...view.alertmanagers].map(({ id }) => id));
  return [...before.values()].flatMap(({ alert }) => {
    if (alert.state !== "firing" || now.has(alert.id)) return [];
    const sender = alert.origins.find((origin) => origin.kind === "prometheus");
    const isTold = (sender ? [sender] : alert.origins).some(
      (origin) => origin.kind !== "rule" && connections.has(origin.connection),
    );
    if (!isTold) return [];
    const { unknown: _, serverMuted: __, ...rest } = alert;
    return [{ ...rest, state: "resolved" as const, resolvedAt: at }];
  });
}

const toOriginAlert = ({ muted: _, acknowledged: __, told: ___, ...alert }: InboxAlert): OriginAlert => alert;
