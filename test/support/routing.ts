// A router with a real inbox and a ledger in memory, receivers that write down what they are handed, and a clock that the test turns.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprintOf } from "#shared/alerting/fingerprint";
import type { RoutingState } from "#shared/contract/routing";
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";
import type { GroupNotification } from "#shared/model/notification";
import type { InhibitRule, Route, RoutingConfig, TimeInterval } from "#shared/model/routing";
import { createInbox, type Inbox, type OriginAlert } from "../../electron/engine/inbox/inbox";
import type { Ledger } from "../../electron/engine/ledger/ledger";
import { createMemoryLedger } from "../../electron/engine/ledger/memory-ledger";
import type { DeliveryOutcome, IntegrationFace } from "../../electron/engine/receivers/integrations";
import { createRouter, type Router } from "../../electron/engine/routing/router";
import { writeRoutingFile } from "../../electron/engine/routing/routing-file";
import type { ServerSilences } from "../../electron/engine/routing/silences";
import { createFakeClock, type FakeClock, settle } from "./fake-clock";
import { createFakeLog, type FakeLog } from "./fake-log";

/** A route with nothing said that need not be. */
export const route = (fields: Partial<Route>): Route => ({
  matchers: [],
  continue: false,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  routes: [],
  ...fields,
});

export const routing = (
  root: Partial<Route>,
  { timeIntervals = [], inhibitRules = [] }: { timeIntervals?: TimeInterval[]; inhibitRules?: InhibitRule[] } = {},
): RoutingConfig => ({ route: route({ receiver: "main", ...root }), timeIntervals, inhibitRules });

export const is = (name: string, value: string): Matcher => ({ name, value, isEqual: true, isRegex: false });
export const fits = (name: string, value: string): Matcher => ({ name, value, isEqual: true, isRegex: true });

export interface Sent {
  /** Seconds since the rig began. */
  t: number;
  integration: string;
  notification: GroupNotification;
}

export interface Rig {
  router: Router;
  inbox: Inbox;
  ledger: Ledger;
  clock: FakeClock;
  log: FakeLog;
  problems: string[];
  sent: Sent[];
  folder: string;
  /** Alerts that fire from now on, or since `startsAt`. */
  fire(alerts: readonly Labels[], options?: { startsAt?: number; annotations?: Labels; unknown?: string }): Promise<void>;
  resolve(alerts: readonly Labels[]): Promise<void>;
  /** Forgets them, as when their rule is removed. */
  drop(alerts: readonly Labels[]): Promise<void>;
  idOf(labels: Labels): string;
  /** What an integration answers from now on. */
  answer(integration: string, run: (notification: GroupNotification, signal: AbortSignal) => Promise<DeliveryOutcome>): void;
  /** The same ledger, clock and folder, as after a restart; the inbox is read from the ledger. */
  restart(): Promise<Rig>;
  close(): void;
}

export interface RigOptions {
  config?: RoutingConfig;
  /** By name; absent: one receiver "main" with one integration of the same id. */
  receivers?: Record<string, Partial<IntegrationFace>[]>;
  clock?: FakeClock;
  ledger?: Ledger;
  folder?: string;
  serverSilences?: ServerSilences;
  alerts?: Map<string, OriginAlert>;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const clock = options.clock ?? createFakeClock();
  const ledger = options.ledger ?? createMemoryLedger({ clock });
  const log = createFakeLog();
  const problems: string[] = [];
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "watchdeck-routing-"));
  const receivers = new Map(Object.entries(options.receivers ?? { main: [{}] }));
  const answers = new Map<string, (notification: GroupNotification, signal: AbortSignal) => Promise<DeliveryOutcome>>();
  const began = clock.now();
  const sent: Sent[] = [];
  const inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  const alerts = options.alerts ?? new Map<string, OriginAlert>();
  if (options.config) {
    const state: RoutingState = { config: options.config, origin: "edited" };
    await writeRoutingFile(folder, state);
  }
  const router = createRouter({
    inbox,
    ledger,
    integrations: {
      of: (name) =>
        receivers.get(name)?.map((face, index) => ({
          id: index === 0 ? name : `${name}-${index}`,
          kind: "webhook",
          sendResolved: true,
          label: name,
          ...face,
        })),
      async deliver(integration, notification, signal) {
        const answer = answers.get(integration);
        const outcome = answer ? await answer(notification, signal) : ({ kind: "sent", say: "" } as const);
        if (outcome.kind === "sent") sent.push({ t: (clock.now() - began) / 1000, integration, notification });
        return outcome;
      },
      async importAll(imported) {
        for (const { name, integrations } of imported)
          receivers.set(
            name,
            integrations.map(({ id, kind }) => ({ id, kind })),
          );
      },
    },
    serverSilences: options.serverSilences,
    sourceName: (id) => (id === "local" ? "this host" : id),
    clock,
    log,
    problems: { add: (_severity, text) => problems.push(text) },
    externalUrl: () => "",
    folder,
  });
  await router.start();

  const idOf = (labels: Labels) => fingerprintOf(labels);

  async function report(): Promise<void> {
    inbox.report("rule/test", [...alerts.values()], clock.now());
    await settle();
  }

  return {
    router,
    inbox,
    ledger,
    clock,
    log,
    problems,
    sent,
    folder,
    idOf,
    async fire(labelSets, { startsAt = clock.now(), annotations = {}, unknown } = {}) {
      for (const labels of labelSets) {
        alerts.set(idOf(labels), {
          id: idOf(labels),
          name: labels.alertname ?? "Alert",
          source: "local",
          origins: [{ kind: "rule", ruleId: "test" }],
          labels,
          annotations,
          state: "firing",
          activeAt: startsAt,
          firedAt: startsAt,
          unknown,
        });
      }
      await report();
    },
    async resolve(labelSets) {
      for (const labels of labelSets) {
        const alert = alerts.get(idOf(labels));
        if (alert) alerts.set(alert.id, { ...alert, state: "resolved", resolvedAt: clock.now() });
      }
      await report();
    },
    async drop(labelSets) {
      for (const labels of labelSets) alerts.delete(idOf(labels));
      await report();
    },
    answer: (integration, run) => answers.set(integration, run),
    async restart() {
      router.close();
      inbox.close();
      const { config: _, ...same } = options;
      return startRig({ ...same, clock, ledger, folder, alerts });
    },
    close() {
      router.close();
      inbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
