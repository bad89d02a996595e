// Follows the inbox: keeps alerts in their groups, has each group looked at when it is due, and keeps saying in the inbox what is
// muted and why. Between two things that are due it sleeps, with one timer for all of them.
import type { Told } from "#shared/alerting/group-step";
import { createInhibitor } from "#shared/alerting/inhibition";
import { type ResolvedRoute, resolveRoutes } from "#shared/alerting/route";
import type { InboxAlert, Muted } from "#shared/model/alert";
import type { RoutingConfig } from "#shared/model/routing";
import { hours, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Log } from "../log";
import type { Integrations } from "../receivers/integrations";
import { defaultRouting } from "./default-routing";
import { createDueQueue } from "./due-queue";
import type { Group } from "./group";
import { createMemberships } from "./memberships";
import { type MutingContext, mutedEverywhere } from "./mutings";
import type { RoutedAlert, RoutedAlerts } from "./routed-alerts";
import type { SilenceStore } from "./silence-store";
import type { Telling } from "./telling";
import type { ToldLog } from "./told-log";
import { createWorkQueue } from "./work-queue";

export interface Dispatcher {
  readonly alerts: RoutedAlerts;
  /** Takes up what the inbox has, and goes on from what was told before. */
  start(config: RoutingConfig): void;
  close(): void;
  /** Another tree: all alerts are put into groups anew, and what was told stays told. */
  use(config: RoutingConfig): void;
  silencesChanged(): void;
  groups(): Iterable<Group>;
  lastTold(route: ResolvedRoute, groupKey: string): Told | undefined;
  /** For asking what keeps an alert from being told. */
  readonly muting: MutingContext;
  /** The same as if another tree were in force. */
  mutingUnder(config: RoutingConfig): MutingContext;
}

export interface DispatcherOptions {
  inbox: Inbox;
  integrations: Pick<Integrations, "of">;
  silences: Pick<SilenceStore, "fitting" | "nextChange">;
  toldLog: ToldLog;
  telling: Telling;
  sourceName(id: string): string;
  clock: Clock;
  log: Log;
  /** A silence began or ended by itself. */
  onSilenceEdge(): void;
}

/** A timer of more than 24 days would run at once. */
const longestSleep = hours(12);
/** Between two looks at the time. */
const alertsAtOnce = 200;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { inbox, silences, toldLog, telling, clock, log } = options;
  let config = defaultRouting;
  // One that a new tree has put away is still waited for while it is told, so that this ends in time.
  const queue = createDueQueue<Group>((group) => groups.get(group.id) === group || group.telling !== undefined);
  const memberships = createMemberships({ ...options, root: resolveRoutes(config.route), onDue: queue.put });
  const { alerts, groups } = memberships;
  /** News of the inbox that was not looked at yet: the latest of each alert. */
  const news = new Map<string, { row: InboxAlert; isGone: boolean }>();
  /** Alerts whose muting is to be looked at again, those that are left; whether the silences that fit them are too. */
  let unsettled: { rest: Iterator<RoutedAlert>; isRefitting: boolean } | undefined;
  /** What is being told, also of groups that another tree has put away. */
  const underWay = new Set<AbortController>();
  /** Groups to look at, once what came in before is in its groups. */
  const due = new Set<Group>();
  let silenceEdge: number | undefined;
  let lastMinute: number | undefined;
  let cancelTimer: () => void = () => undefined;
  let stopListening: () => void = () => undefined;
  let isClosed = false;

  const muting: MutingContext = {
    inhibitor: createInhibitor(config.inhibitRules),
    timeIntervals: config.timeIntervals,
    nameOf: (id) => alerts.get(id)?.row.name,
    serverMuted: (id) => inbox.serverMuted(id),
  };

  const work = createWorkQueue({
    clock,
    step() {
      if (news.size > 0) takeNews();
      else if (unsettled) settleSome(unsettled);
      else if (due.size > 0) lookAtNext();
      else return false;
      return true;
    },
    onDone: sleep,
  });

  function takeNews(): void {
    const changed: RoutedAlert[] = [];
    let hasOtherSources = false;
    const setSource = (id: string, alert?: RoutedAlert) => {
      if (muting.inhibitor.setSource(id, alert?.labels)) hasOtherSources = true;
    };
    for (const [id, { row, isGone }] of news) {
      news.delete(id);
      if (isGone) {
        memberships.drop(row);
        setSource(id);
        continue;
      }
      const { alert, isNews } = memberships.take(row);
      if (isNews) setSource(id, row.state === "firing" ? alert : undefined);
      if (changed.push(alert) >= alertsAtOnce) break;
    }
    if (hasOtherSources) settleAll(false);
    else settle(changed);
  }

  function settle(some: Iterable<RoutedAlert>): void {
    const now = clock.now();
    const changes = new Map<string, Muted | undefined>();
    for (const alert of some) {
      if (alert.isGone) continue;
      const muted = mutedEverywhere(alert, now, muting);
      if (!isSameMuting(muted, alert.row.muted)) changes.set(alert.row.id, muted);
    }
    if (changes.size > 0) inbox.setMuted(changes);
  }

  function settleAll(isRefitting: boolean): void {
    unsettled = { rest: alerts.values(), isRefitting: isRefitting || (unsettled?.isRefitting ?? false) };
  }

  function settleSome(all: NonNullable<typeof unsettled>): void {
    const some: RoutedAlert[] = [];
    while (some.length < alertsAtOnce) {
      const next = all.rest.next();
      if (next.done) {
        unsettled = undefined;
        break;
      }
      if (all.isRefitting) next.value.silences = silences.fitting(next.value.labels);
      some.push(next.value);
    }
    settle(some);
  }

  function sleep(): void {
    cancelTimer();
    if (isClosed) return;
    const now = clock.now();
    const group = queue.nextAt();
    let delay = group === undefined ? longestSleep : group - clock.monotonic();
    if (silenceEdge !== undefined) delay = Math.min(delay, silenceEdge - now);
    // Intervals begin and end at full minutes. Without alerts nobody is muted.
    if (config.timeIntervals.length > 0 && alerts.size > 0) delay = Math.min(delay, minutes(1) - (now % minutes(1)));
    cancelTimer = clock.setTimer(wake, Math.min(longestSleep, Math.max(0, Math.ceil(delay))));
  }

  function wake(): void {
    // What came in is put into its groups before they are told; once that is done, there is another sleep.
    if (work.isBusy) return;
    const now = clock.now();
    if (silenceEdge !== undefined && now >= silenceEdge) {
      silenceEdge = silences.nextChange(now);
      settleAll(true);
      options.onSilenceEdge();
    }
    const minute = Math.floor(now / minutes(1));
    if (config.timeIntervals.length > 0 && minute !== lastMinute) settleAll(false);
    lastMinute = minute;
    for (const group of queue.takeDue(clock.monotonic())) due.add(group);
    work.go();
  }

  function lookAtNext(): void {
    for (const group of due) {
      due.delete(group);
      look(group);
      return;
    }
  }

  function look(group: Group): void {
    if (group.telling) {
      group.isDueAgain = true;
      group.telling.abort();
      return;
    }
    // A new tree may have put it away while it waited for its turn.
    if (groups.get(group.id) !== group) return;
    const now = clock.monotonic();
    group.hasBeenLookedAt = true;
    group.isDueAgain = false;
    const next = group.dueAt + group.route.groupIntervalMs;
    group.dueAt = next > now ? next : now + group.route.groupIntervalMs;
    queue.put(group);
    const current = new AbortController();
    group.telling = current;
    underWay.add(current);
    telling
      .tell(group, current.signal)
      .then(({ over }) => {
        memberships.release(group, over);
        toldLog.sweep(clock.now());
      })
      .catch((error: unknown) => log.error(`telling the group ${group.key} failed`, error))
      .finally(() => {
        underWay.delete(current);
        group.telling = undefined;
        if (isClosed || !group.isDueAgain || groups.get(group.id) !== group) return;
        group.dueAt = clock.monotonic();
        queue.put(group);
        sleep();
      });
  }

  function use(next: RoutingConfig): void {
    config = next;
    muting.inhibitor = createInhibitor(config.inhibitRules);
    muting.timeIntervals = config.timeIntervals;
    addSources(muting);
    memberships.use(resolveRoutes(config.route));
    settleAll(false);
    work.go();
  }

  function addSources({ inhibitor }: MutingContext): void {
    for (const { row, labels } of alerts.values()) if (row.state === "firing") inhibitor.setSource(row.id, labels);
  }

  return {
    alerts,
    muting,
    use,
    groups: () => groups.values(),
    lastTold: memberships.lastTold,

    start(first) {
      silenceEdge = silences.nextChange(clock.now());
      memberships.load(inbox.list());
      use(first);
      stopListening = inbox.onChange((changed, removed) => {
        for (const row of removed) news.set(row.id, { row, isGone: true });
        for (const row of changed) news.set(row.id, { row, isGone: false });
        work.go();
      });
    },

    close() {
      isClosed = true;
      stopListening();
      cancelTimer();
      work.stop();
      for (const one of underWay) one.abort();
    },

    mutingUnder(other) {
      const context = { ...muting, inhibitor: createInhibitor(other.inhibitRules), timeIntervals: other.timeIntervals };
      addSources(context);
      return context;
    },

    silencesChanged() {
      silenceEdge = silences.nextChange(clock.now());
      settleAll(true);
      work.go();
    },
  };
}

const isSameMuting = (a: Muted | undefined, b: Muted | undefined) => a === b || JSON.stringify(a) === JSON.stringify(b);
