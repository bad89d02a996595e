// Which alerts there are, and which groups hold them: an alert that fires joins the groups of every node of the tree that it ends
// at, and leaves them when its end was told.
import { firstLook, type Told } from "#shared/alerting/group-step";
import { endsOf, type ResolvedRoute } from "#shared/alerting/route";
import type { InboxAlert } from "#shared/model/alert";
import type { Clock } from "../clock";
import type { Integrations } from "../receivers/integrations";
import { createGroup, type Group, groupIdOf, type HeldAlert } from "./group";
import { alertKey, isSameToRouting, matchedLabels, type RoutedAlert, startOf } from "./routed-alerts";
import type { SilenceStore } from "./silence-store";
import { type ToldLog, toldKey } from "./told-log";

export interface Memberships {
  readonly alerts: ReadonlyMap<string, RoutedAlert>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Takes up an alert as it is now, and says whether that is news to routing: a value that moves is none. */
  take(row: InboxAlert): { alert: RoutedAlert; isNews: boolean };
  /** The inbox has it no more. To those who were told that it fires it is over. */
  drop(row: InboxAlert): void;
  /** Takes up what was there before, without groups: `use` makes those. */
  load(rows: readonly InboxAlert[]): void;
  /** Puts all alerts into the groups of a tree, and goes on from what was told before. */
  use(root: ResolvedRoute): void;
  /** Alerts that are over leave once everybody was told; one that fires again meanwhile stays. */
  release(group: Group, over: readonly HeldAlert[]): void;
  /** When a group was told last, as far as anybody remembers. */
  lastTold(route: ResolvedRoute, groupKey: string): Told | undefined;
}

export interface MembershipsOptions {
  root: ResolvedRoute;
  integrations: Pick<Integrations, "of">;
  silences: Pick<SilenceStore, "fitting">;
  toldLog: ToldLog;
  sourceName(id: string): string;
  clock: Clock;
  /** A group is due at another time than before. */
  onDue(group: Group): void;
}

export function createMemberships(options: MembershipsOptions): Memberships {
  const { integrations, silences, toldLog, clock, onDue } = options;
  let { root } = options;
  const alerts = new Map<string, RoutedAlert>();
  const groups = new Map<string, Group>();

  function add(row: InboxAlert): RoutedAlert {
    const labels = matchedLabels(row, options.sourceName);
    const alert: RoutedAlert = {
      row,
      key: alertKey(row.id),
      labels,
      ends: endsOf(root, labels),
      silences: silences.fitting(labels),
      said: new Map(),
      groups: 0,
      isGone: false,
    };
    alerts.set(row.id, alert);
    return alert;
  }

  function join(alert: RoutedAlert, isRestart = false): void {
    if (alert.row.state === "pending") return;
    for (const route of alert.ends) {
      const group = groups.get(groupIdOf(route, alert.labels));
      // The end of what nobody was told of is no news, unless others are told something anyway.
      if (!group && alert.row.state === "resolved" && !wasToldOf(alert, route)) continue;
      joinGroup(alert, group ?? openGroup(alert, route, isRestart));
    }
  }

  function joinGroup(alert: RoutedAlert, group: Group): void {
    if (!group.alerts.has(alert.row.id)) {
      group.alerts.set(alert.row.id, alert);
      alert.groups++;
    }
    const isLate = !group.hasBeenLookedAt && startOf(alert.row) + group.route.groupWaitMs < clock.now();
    if (isLate && alert.row.state === "firing" && group.dueAt > clock.monotonic()) {
      group.dueAt = clock.monotonic();
      onDue(group);
    }
  }

  function openGroup(alert: RoutedAlert, route: ResolvedRoute, isRestart: boolean): Group {
    const now = clock.now();
    const group = createGroup(route, alert.labels);
    const told = isRestart ? lastTold(route, group.key) : undefined;
    // What was due while nobody was there is due now.
    const dueAt = told
      ? Math.max(now, Math.min(told.at, now) + route.groupIntervalMs)
      : isRestart
        ? Math.max(now, Math.min(startOf(alert.row), now) + route.groupWaitMs)
        : firstLook(now, startOf(alert.row), route.groupWaitMs);
    group.dueAt = clock.monotonic() + (dueAt - now);
    group.hasBeenLookedAt = told !== undefined;
    groups.set(group.id, group);
    onDue(group);
    return group;
  }

  function toldOf(route: ResolvedRoute, groupKey: string): Told[] {
    const faces = integrations.of(route.receiver) ?? [];
    return faces.flatMap(({ id }) => toldLog.get(toldKey(groupKey, id)) ?? []);
  }

  const lastTold = (route: ResolvedRoute, groupKey: string): Told | undefined =>
    toldOf(route, groupKey).reduce<Told | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);

  const wasToldOf = (alert: RoutedAlert, route: ResolvedRoute): boolean =>
    toldOf(route, createGroup(route, alert.labels).key).some(({ firing }) => firing.includes(alert.key));

  /** It fires anew: why it is not told is worth saying anew. That it was told still counts, as for its group. */
  function forgetReasons({ said }: RoutedAlert): void {
    for (const [by, last] of said) if (last !== "told") said.delete(by);
  }

  function forgetIfGone(alert: RoutedAlert): void {
    if (alert.isGone && alert.groups === 0) alerts.delete(alert.row.id);
  }

  return {
    alerts,
    groups,
    lastTold,

    take(row) {
      const known = alerts.get(row.id);
      const alert = known ?? add(row);
      const isNews = !known || known.isGone || !isSameToRouting(known.row, row);
      if (known && startOf(known.row) !== startOf(row)) forgetReasons(known);
      alert.row = row;
      alert.isGone = false;
      if (isNews) join(alert);
      return { alert, isNews };
    },

    drop(row) {
      const alert = alerts.get(row.id);
      if (!alert) return;
      alert.isGone = true;
      alert.row = row.state === "resolved" ? row : { ...row, state: "resolved", resolvedAt: row.resolvedAt ?? clock.now() };
      forgetIfGone(alert);
    },

    load(rows) {
      for (const row of rows) add(row);
    },

    use(next) {
      root = next;
      groups.clear();
      for (const alert of alerts.values()) {
        alert.ends = endsOf(root, alert.labels);
        alert.groups = 0;
      }
      for (const alert of [...alerts.values()]) {
        join(alert, true);
        forgetIfGone(alert);
      }
    },

    release(group, over) {
      // One of a tree that is in force no more: its alerts are in other groups by now.
      if (groups.get(group.id) !== group) return;
      for (const { alert } of over) {
        if (alert.row.state !== "resolved" || !group.alerts.delete(alert.row.id)) continue;
        alert.groups--;
        forgetIfGone(alert);
      }
      if (group.alerts.size === 0) groups.delete(group.id);
    },
  };
}
