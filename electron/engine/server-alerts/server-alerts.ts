// The alerts that servers know by themselves: the rules of every Prometheus and what every Alertmanager was sent, asked again
// and again and reported to the inbox as one list. A server that does not answer resolves nothing: its alerts stay, unknown.
import { z } from "zod";
import type { Connection } from "#shared/contract/connections";
import type { RuleFile } from "#shared/model/rule";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Connections } from "../connections/connections";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import { type AlertmanagerWatch, createAlertmanagerWatch } from "./alertmanager-watch";
import { clustersOf } from "./clusters";
import { createMerge, heldKey } from "./merge";
import { createPrometheusWatch, type PrometheusWatch } from "./prometheus-watch";
import { isOfServers, managedAlertsOf, ruleAlertsOf } from "./restored";
import { findRule, ruleFilesOf, type ServerRuleFound } from "./rule-files";
import { createServerSilences, type ServerSilences } from "./server-silences";
import { isSameView, type View } from "./view";

export type { ServerSilences } from "./server-silences";

export interface ServerAlerts {
  /** After the inbox was loaded. */
  start(): Promise<void>;
  close(): void;
  /** What the servers evaluate, as files that can be looked at (`origin` is `server`). */
  ruleFiles(): RuleFile[];
  rule(ruleId: string): ServerRuleFound | undefined;
  /** Servers whose alerts nobody knows now. */
  silent(): { id: string; name: string; since: EpochMs; reason: string }[];
  silences: ServerSilences;
  /** Called when rules or which servers are silent changed; silences have their own. */
  onChange(run: () => void): () => void;
}

export interface ServerAlertsOptions {
  connections: Pick<Connections, "configured" | "askPrometheus" | "askAlertmanager" | "onChange">;
  inbox: Pick<Inbox, "report" | "list">;
  ledger: Pick<Ledger, "keep" | "kept">;
  clock: Clock;
  log: Log;
  /** Whether a window shows alerts now: then Prometheus is asked more often. */
  isWatched?(): boolean;
}

const origin = "servers";
const clustersKey = "server/clusters";
const clustersSchema = z.record(z.string(), z.string());

/** Alertmanagers tell first what people want to be told at once; a Prometheus is asked at once when one has news. */
const alertmanagerPeriod = seconds(5);
const watchedPeriod = seconds(10);
const unwatchedPeriod = seconds(15);
/** So long, at the most, an alert waits for the Prometheus that may have sent it. */
const mostHeld = seconds(4);

export function createServerAlerts(options: ServerAlertsOptions): ServerAlerts {
  const { connections, inbox, ledger, clock, log, isWatched = () => false } = options;
  const prometheuses = new Map<string, PrometheusWatch>();
  const alertmanagers = new Map<string, AlertmanagerWatch>();
  const merge = createMerge();
  const held = new Set<string>();
  const listeners = new Set<() => void>();
  const silenceListeners = new Set<() => void>();
  let clusters = new Map<string, string>();
  let restored = inbox.list().filter(isOfServers);
  let reported: View | undefined;
  let toldSilent = "";
  let stopListening: () => void = () => undefined;
  const stops = new Set<() => void>();

  const watches = () => [...prometheuses.values(), ...alertmanagers.values()];
  const clusterOf = (id: string) => clusters.get(id) ?? id;
  const period = (): Milliseconds => (isWatched() ? watchedPeriod : unwatchedPeriod);

  function view(): View {
    return {
      prometheuses: [...prometheuses.values()].map((watch) => watch.view()),
      alertmanagers: [...alertmanagers.values()].map((watch) => watch.view(clusterOf(watch.connection.id))),
    };
  }

  const tell = (to: ReadonlySet<() => void>) => {
    for (const run of [...to]) {
      try {
        run();
      } catch (error) {
        log.error("a listener of the servers' alerts failed", error);
      }
    }
  };

  function report({ gone, isReleased = false }: { gone?: string; isReleased?: boolean } = {}): void {
    // At first every server has its say, so that nothing counts as over that one of them still knows.
    if (!reported && watches().some(({ answering }) => !answering.isFoundOut)) return;
    const now = view();
    if (!reported || gone !== undefined || isReleased || merge.isWaiting() || !isSameView(reported, now)) {
      const at = clock.now();
      // Of one that has not answered nobody knows whether it is quiet there.
      const observed = watches().flatMap(({ connection: { id }, answering: { heardAt } }) => (heardAt === undefined ? [] : id));
      inbox.report(origin, merge.rows(now, at, held), at, { observed, ...(gone !== undefined && { gone }) });
    } else merge.heard(now);
    reported = now;
    restored = [];
    const silent = watches()
      .map(({ answering }) => answering.silent() ?? "")
      .join("\n");
    if (silent === toldSilent) return;
    toldSilent = silent;
    tell(listeners);
    // Nobody knows whether its silences still hold, or knows again.
    tell(silenceListeners);
  }

  function onPrometheus(): void {
    report();
    // When each rule was evaluated last is worth telling only to those who look.
    if (isWatched()) tell(listeners);
  }

  function learnClusters(): void {
    const next = clustersOf(new Map([...alertmanagers].map(([id, watch]) => [id, watch.members()])), clusters);
    if (JSON.stringify([...next]) === JSON.stringify([...clusters])) return;
    clusters = next;
    ledger.keep(clustersKey, Object.fromEntries(clusters));
  }

  const speakingPrometheuses = () => [...prometheuses.values()].filter(({ answering }) => answering.silent() === undefined);

  /** An alert that nobody knows of yet may be a Prometheus's that was asked before it began: it is asked once more first. */
  function hold(connection: string): void {
    const asked = speakingPrometheuses();
    if (!reported || asked.length === 0) return;
    const strangers = merge.strangers(view(), connection).map((fingerprint) => heldKey(connection, fingerprint));
    const added = strangers.filter((key) => !held.has(key));
    if (added.length === 0) return;
    for (const key of added) held.add(key);
    const release = () => {
      cancel();
      stops.delete(cancel);
      if (added.filter((key) => held.delete(key)).length > 0) report({ isReleased: true });
    };
    const cancel = clock.setTimer(release, mostHeld);
    stops.add(cancel);
    void Promise.all(asked.map((watch) => watch.now())).then(release);
  }

  function onAlertmanager(watch: AlertmanagerWatch, ended: ReadonlySet<string>): void {
    learnClusters();
    const { id } = watch.connection;
    for (const other of alertmanagers.values()) {
      const isSilent = other.answering.silent() !== undefined;
      if (other !== watch && isSilent && clusterOf(other.connection.id) === clusterOf(id)) other.forget(ended);
    }
    hold(id);
    report();
    // What an Alertmanager lists no more is mostly over, but its Prometheus is who says so.
    if (ended.size > 0) for (const sender of speakingPrometheuses()) void sender.now();
  }

  function add(connection: Connection): void {
    const common = { connection, connections, clock };
    const { id, kind } = connection;
    // What a Loki's own rules find goes to an Alertmanager, and servers of traces have none.
    if (kind !== "prometheus" && kind !== "alertmanager") return;
    if (kind === "prometheus") {
      const alerts = ruleAlertsOf(restored, id);
      prometheuses.set(id, createPrometheusWatch({ ...common, alerts, period, onOutcome: onPrometheus }));
      return;
    }
    const watch = createAlertmanagerWatch({
      ...common,
      alerts: managedAlertsOf(restored, id),
      period: () => alertmanagerPeriod,
      onOutcome: (ended) => onAlertmanager(watch, ended),
      onSilences: () => tell(silenceListeners),
    });
    alertmanagers.set(id, watch);
  }

  function remove({ connection: { id }, stop }: PrometheusWatch | AlertmanagerWatch): void {
    stop();
    prometheuses.delete(id);
    alertmanagers.delete(id);
  }

  /** Watches what is connected now. */
  function follow(): void {
    const configured = connections.configured();
    const gone: string[] = [];
    let hasChanged = false;
    for (const watch of watches()) {
      const now = configured.find(({ id }) => id === watch.connection.id);
      const why = whyGone(watch.connection, now);
      if (why !== undefined) {
        remove(watch);
        gone.push(why);
      } else if (now && now !== watch.connection) {
        // Another name or another login: what it says next counts.
        watch.connection = now;
        void watch.now();
        hasChanged = true;
      }
    }
    // Before any is added: one that leads elsewhere has the id of the one that is gone.
    if (gone.length > 0) report({ gone: gone.join(", ") });
    for (const connection of configured) {
      // The other kinds know no alerts.
      if (!connection.showsAlerts || (connection.kind !== "prometheus" && connection.kind !== "alertmanager")) continue;
      if (prometheuses.has(connection.id) || alertmanagers.has(connection.id)) continue;
      add(connection);
      hasChanged = true;
    }
    if (gone.length > 0 || hasChanged) {
      tell(listeners);
      tell(silenceListeners);
    }
  }

  const listenTo = (to: Set<() => void>) => (run: () => void) => {
    to.add(run);
    return () => to.delete(run);
  };

  const ruleFiles = () => [...prometheuses.values()].flatMap(ruleFilesOf);

  return {
    async start() {
      const kept = clustersSchema.safeParse((await ledger.kept(clustersKey)).get(clustersKey));
      clusters = new Map(Object.entries(kept.data ?? {}));
      restored = inbox.list().filter(isOfServers);
      merge.restore(restored);
      stopListening = connections.onChange(follow);
      follow();
      // Without any server, rows of those that were removed meanwhile are dropped now.
      report();
    },
    close() {
      stopListening();
      for (const watch of watches()) watch.stop();
      for (const stop of stops) stop();
    },
    ruleFiles,
    rule: (ruleId) => findRule(ruleFiles(), ruleId),
    silent: () =>
      watches().flatMap(({ connection: { id, name }, answering }) => {
        const reason = answering.silent();
        const since = answering.silentSince();
        return reason === undefined || since === undefined ? [] : [{ id, name, since, reason }];
      }),
    silences: createServerSilences({
      watches: () => [...alertmanagers.values()],
      clusterOf,
      connections,
      clock,
      onChange: listenTo(silenceListeners),
    }),
    onChange: listenTo(listeners),
  };
}

function whyGone(was: Connection, now: Connection | undefined): string | undefined {
  if (!now) return `the connection ${was.name} was removed`;
  if (!now.showsAlerts) return `the alerts of ${was.name} are not shown any more`;
  return now.url !== was.url || now.kind !== was.kind ? `the connection ${was.name} leads elsewhere now` : undefined;
}
