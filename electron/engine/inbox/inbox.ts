// All alerts in one place, wherever they come from: each a row, kept until a day after it resolved, over restarts too. Whoever
// looks after alerts reports what it has; the inbox finds what changed, writes that into the ledger, and tells who listens.
import type { Acknowledged, InboxAlert, Muted } from "#shared/model/alert";
import { type EpochMs, hours, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import { keptRow, readRow } from "./kept-row";
import { entryOf, isSameRow, lengthOf, nextRow, type OriginAlert, type Row, timeOf } from "./row";

export type { OriginAlert } from "./row";

export type InboxListener = (changed: readonly InboxAlert[], removed: readonly InboxAlert[]) => void;

export interface Inbox {
  /** Takes up the rows of the last run. Those who report must do so after it. */
  load(): Promise<void>;
  /**
   * All that one origin (`rule/<id>`, `servers`) has now, at the instant it was found out. What it had and has not any more was
   * dropped: `gone` says why, where the alert did not simply go away before it fired. Rows that resolved stay for a day.
   * `observed`: the sources that this is about, where one origin speaks for several.
   */
  report(origin: string, alerts: readonly OriginAlert[], at: EpochMs, options?: { gone?: string; observed?: string[] }): void;
  get(id: string): InboxAlert | undefined;
  list(): InboxAlert[];
  /** Since when somebody looks after the alert, so that its silence means something; undefined for one that is not here. */
  observedSince(id: string): EpochMs | undefined;
  /** What an Alertmanager does to keep it quiet. */
  serverMuted(id: string): Muted | undefined;
  /** What keeps alerts from being told, as the router finds; undefined: nothing does. */
  setMuted(changes: ReadonlyMap<string, Muted | undefined>): void;
  /** What came of telling the user, by alert; whoever calls this wrote it into the ledger. */
  told(outcomes: ReadonlyMap<string, NonNullable<InboxAlert["told"]>>): void;
  acknowledge(ids: readonly string[], acknowledged: Acknowledged): void;
  unacknowledge(ids: readonly string[]): void;
  /** Called with the rows that changed and those that went, after each of the above. */
  onChange(run: InboxListener): () => void;
  close(): void;
}

export interface InboxOptions {
  ledger: Ledger;
  clock: Clock;
  log: Log;
}

const resolvedKeptFor = hours(24);
const mostResolved = 10_000;
const sweepEvery = minutes(5);
const keptUnder = "inbox/";
const sinceUnder = "inbox-since/";

export function createInbox({ ledger, clock, log }: InboxOptions): Inbox {
  const rows = new Map<string, Row>();
  const byOrigin = new Map<string, Set<string>>();
  const listeners = new Set<InboxListener>();
  /** When each origin, or each source of one that speaks for several, was first heard of. */
  const since = new Map<string, EpochMs>();
  let cancelSweep: () => void = () => undefined;

  function put(row: Row): void {
    const { id } = row.alert;
    const was = rows.get(id);
    if (was && was.origin !== row.origin) byOrigin.get(was.origin)?.delete(id);
    rows.set(id, row);
    const ids = byOrigin.get(row.origin) ?? new Set();
    byOrigin.set(row.origin, ids.add(id));
  }

  function remove({ origin, alert }: Row): void {
    rows.delete(alert.id);
    const ids = byOrigin.get(origin);
    ids?.delete(alert.id);
    if (ids?.size === 0) byOrigin.delete(origin);
    ledger.keep(`${keptUnder}${alert.id}`, undefined);
  }

  const keep = (row: Row) => ledger.keep(`${keptUnder}${row.alert.id}`, keptRow(row));

  function tell(changed: readonly InboxAlert[], removed: readonly InboxAlert[] = []): void {
    if (changed.length === 0 && removed.length === 0) return;
    for (const run of [...listeners]) {
      try {
        run(changed, removed);
      } catch (error) {
        log.error("a listener of the inbox failed", error);
      }
    }
  }

  function observedFrom(key: string, at: EpochMs): void {
    if (since.has(key)) return;
    since.set(key, at);
    ledger.keep(`${sinceUnder}${key}`, at);
  }

  function notObserved(key: string): void {
    if (since.delete(key)) ledger.keep(`${sinceUnder}${key}`, undefined);
  }

  /** Changes some rows in place of which nobody reports, and keeps them. */
  function change(ids: Iterable<string>, update: (row: Row) => Row | undefined): void {
    const changed: InboxAlert[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      const next = row && update(row);
      if (!next) continue;
      put(next);
      keep(next);
      changed.push(next.alert);
    }
    tell(changed);
  }

  /** What reports do not end: acknowledgements whose time is up, and resolved rows that have been there for a day. */
  function sweep(): void {
    const now = clock.now();
    const isOver = ({ alert: { acknowledged } }: Row) => acknowledged?.untilMs !== undefined && acknowledged.untilMs <= now;
    const over = [...rows.values()].filter(isOver).map(({ alert }) => alert.id);
    change(over, (row) => {
      ledger.add(entryOf("unacknowledged", now, row.alert, "its time was up"));
      return withoutAcknowledgement(row);
    });
    const resolved = [...rows.values()].filter(({ alert }) => alert.state === "resolved");
    const endOf = ({ alert }: Row) => alert.resolvedAt ?? alert.activeAt;
    resolved.sort((a, b) => endOf(b) - endOf(a));
    const old = resolved.filter((row, index) => index >= mostResolved || now - endOf(row) > resolvedKeptFor);
    for (const row of old) remove(row);
    tell(
      [],
      old.map(({ alert }) => alert),
    );
  }

  function sweepLater(): void {
    const now = clock.now();
    const ends = [...rows.values()].map(({ alert }) => alert.acknowledged?.untilMs ?? Number.POSITIVE_INFINITY);
    const soonest = ends.reduce((a, b) => Math.min(a, b), now + sweepEvery);
    cancelSweep();
    cancelSweep = clock.setTimer(
      () => {
        sweep();
        sweepLater();
      },
      Math.max(0, soonest - now),
    );
  }

  return {
    async load() {
      for (const [key, value] of await ledger.kept(keptUnder)) {
        const row = readRow(value);
        if (row && `${keptUnder}${row.alert.id}` === key) put(row);
        else ledger.keep(key, undefined);
      }
      for (const [key, value] of await ledger.kept(sinceUnder)) {
        if (typeof value === "number") since.set(key.slice(sinceUnder.length), value);
      }
      sweep();
      sweepLater();
    },

    report(origin, alerts, at, { gone, observed } = {}) {
      if (gone !== undefined && alerts.length === 0) notObserved(origin);
      else for (const key of observed?.map((source) => `${origin}/${source}`) ?? [origin]) observedFrom(key, at);
      const changed: InboxAlert[] = [];
      const removed: InboxAlert[] = [];
      const reported = new Set<string>();
      for (const seen of alerts) {
        reported.add(seen.id);
        const was = rows.get(seen.id);
        // Who reports thousands says the same of most of them, with the same objects.
        if (was?.seen === seen && was.origin === origin) continue;
        if (!was && seen.state === "resolved" && at - (seen.resolvedAt ?? at) > resolvedKeptFor) continue;
        const { row, kinds } = nextRow(was, origin, seen);
        if (was && kinds.length === 0 && isSameRow(was, row)) {
          was.seen = seen;
          continue;
        }
        put(row);
        for (const kind of kinds) ledger.add(entryOf(kind, timeOf(kind, row.alert, at), row.alert));
        // Values change with every round and are worth no write: the next report brings them again.
        if (!was || kinds.length > 0 || was.origin !== origin) keep(row);
        changed.push(row.alert);
      }
      for (const id of [...(byOrigin.get(origin) ?? [])]) {
        const row = rows.get(id);
        if (!row || reported.has(id) || row.alert.state === "resolved") continue;
        const text =
          gone ?? (row.alert.state === "pending" ? "the condition went away before it fired" : "nobody reports it any more");
        ledger.add(entryOf("dropped", at, row.alert, text));
        remove(row);
        removed.push({ ...row.alert, resolvedAt: at });
      }
      tell(changed, removed);
    },

    get: (id) => rows.get(id)?.alert,
    list: () => [...rows.values()].map(({ alert }) => alert),
    observedSince(id) {
      const row = rows.get(id);
      return row && (since.get(`${row.origin}/${row.alert.source}`) ?? since.get(row.origin) ?? row.alert.activeAt);
    },
    serverMuted: (id) => rows.get(id)?.serverMuted,

    setMuted(changes) {
      const changed: InboxAlert[] = [];
      for (const [id, muted] of changes) {
        const row = rows.get(id);
        if (!row || JSON.stringify(row.alert.muted) === JSON.stringify(muted)) continue;
        const next = { ...row, alert: { ...row.alert, muted } };
        put(next);
        changed.push(next.alert);
      }
      tell(changed);
    },

    told: (outcomes) => change(outcomes.keys(), (row) => ({ ...row, alert: { ...row.alert, told: outcomes.get(row.alert.id) } })),

    acknowledge(ids, acknowledged) {
      // A length, not a time of day: the history is read on other days, and by the reader's own clock.
      const until =
        acknowledged.untilMs === undefined ? "until it resolves" : `for ${lengthOf(acknowledged.untilMs - acknowledged.at)}`;
      change(ids, (row) => {
        if (row.alert.state === "resolved") return undefined;
        const text = acknowledged.comment === "" ? until : `${until}: ${acknowledged.comment}`;
        ledger.add(entryOf("acknowledged", acknowledged.at, row.alert, text));
        return { ...row, alert: { ...row.alert, acknowledged } };
      });
      sweepLater();
    },

    unacknowledge: (ids) =>
      change(ids, (row) => {
        if (!row.alert.acknowledged) return undefined;
        ledger.add(entryOf("unacknowledged", clock.now(), row.alert));
        return withoutAcknowledgement(row);
      }),

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },

    close: () => cancelSweep(),
  };
}

const withoutAcknowledgement = (row: Row): Row => ({ ...row, alert: { ...row.alert, acknowledged: undefined } });
