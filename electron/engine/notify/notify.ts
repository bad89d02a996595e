// Decides what the user is told of the alerts, and when. An alert that fires is told once, and once more when it resolves,
// in the same place. All that starts firing in one evaluation of a rule is one notice, so that a burst stays bounded. Whatever
// is not told has its reason in the ledger.
import { randomUUID } from "node:crypto";
import type { LedgerEntry } from "#shared/contract/alerts";
import type { Notice } from "#shared/contract/notifications";
import { formatDuration } from "#shared/format/duration";
import type { Alert } from "#shared/model/rule";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Ledger } from "./ledger";
import { type AlertList, firingText, resolvedText } from "./notice-text";
import type { NoticeReport, Notifier } from "./notifier";

export interface AlertChange {
  kind: "pending" | "firing" | "resolved" | "dropped";
  alert: Alert;
  /** For the ledger, in words, where the kind alone does not say it. */
  reason?: string;
}

export interface Notify {
  /** What one evaluation of one rule changed. */
  alertsChanged(changes: readonly AlertChange[]): void;
  /** What fired before the engine was started anew and still does: whoever was not told of it yet is told now. */
  stillFiring(alerts: readonly Alert[]): void;
  /** Shows a notice now and says in words what came of it. */
  test(): Promise<string>;
}

export interface NotifyOptions {
  notifier: Notifier;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  /** Whether the user wants notices at all. */
  isEnabled: () => boolean;
  /** Leads a window to a route after a click; absent where the notifier does so itself. */
  openRoute?: (route: string) => void;
}

/** Alerts told in one notice: it is taken back when the last of them resolves. */
interface Bundle {
  tag: string;
  firing: Set<string>;
  alerts: Map<string, Alert>;
}

const toldAlready = "its firing was told already, and it has not resolved since";
const switchedOff = "notifications are off in the settings";

export function createNotify({ notifier, ledger, clock, log, isEnabled, openRoute }: NotifyOptions): Notify {
  const bundles = new Map<string, Bundle>();

  function write(alert: Alert, kind: LedgerEntry["kind"], text: string): void {
    ledger.add({
      at: clock.now(),
      alertId: alert.id,
      alertName: alert.name,
      kind,
      text,
      ...(kind === "firing" && whichOne(alert)),
    });
  }

  function show(notice: Notice, report: NoticeReport): void {
    try {
      notifier.show(notice, report);
    } catch (error) {
      log.error("showing a notification failed", error);
      report("failed", "showing it failed; the log has the details");
    }
  }

  function tell(alerts: AlertList, tag: string, words: Pick<Notice, "title" | "body" | "urgency">): void {
    if (!isEnabled()) {
      for (const alert of alerts) write(alert, "not-notified", switchedOff);
      return;
    }
    const [first] = alerts;
    const notice: Notice = { id: randomUUID(), tag, route: `/alerts/${first.id}`, ...words };
    show(notice, (outcome, reason) => {
      if (outcome === "clicked") {
        write(first, "clicked", notice.title);
        openRoute?.(notice.route);
        return;
      }
      for (const alert of alerts) {
        if (outcome === "shown") write(alert, "notified", notice.title);
        else write(alert, "not-notified", reason ?? "the system did not show it");
      }
    });
  }

  function tellFiring(firing: readonly Alert[]): void {
    const [first, ...rest] = firing;
    if (!first) return;
    const alerts: AlertList = [first, ...rest];
    const tag = alerts.length === 1 ? first.id : `bundle-${first.id}`;
    const bundle: Bundle = {
      tag,
      firing: new Set(alerts.map(({ id }) => id)),
      alerts: new Map(alerts.map((alert) => [alert.id, alert])),
    };
    for (const { id } of alerts) bundles.set(id, bundle);
    tell(alerts, tag, firingText(alerts));
  }

  /** The user hears of an end only when he heard of the beginning, and of a bundle's end when it is the end of all. */
  function tellResolved(alerts: readonly Alert[], wasOpen: ReadonlySet<string>): void {
    const ended = new Map<string, AlertList>();
    const touched = new Map<Bundle, Alert[]>();
    for (const alert of alerts) {
      const told = ledger.told(alert.id);
      if (!wasOpen.has(alert.id) && told && !told.isTold && told.at >= (alert.firedAt ?? 0)) {
        bundles.get(alert.id)?.firing.delete(alert.id);
        bundles.delete(alert.id);
        write(alert, "not-notified", `its firing was not told either (${told.outcome.replace("not notified: ", "")})`);
        continue;
      }
      // After a restart nobody knows what was told together: then each alert had its own notice.
      const bundle = bundles.get(alert.id) ?? { tag: alert.id, firing: new Set(), alerts: new Map() };
      bundle.firing.delete(alert.id);
      bundle.alerts.set(alert.id, alert);
      bundles.delete(alert.id);
      touched.set(bundle, [...(touched.get(bundle) ?? []), alert]);
    }
    for (const [bundle, resolved] of touched) {
      const left = bundle.firing.size;
      if (left === 0) {
        const [first, ...rest] = bundle.alerts.values();
        if (first) ended.set(bundle.tag, [first, ...rest]);
      } else {
        const still = left === 1 ? "one alert of the same notice still fires" : `${left} alerts of the same notice still fire`;
        for (const alert of resolved) write(alert, "not-notified", still);
      }
    }
    // What ended together is said together, in the place of the first.
    const [tag, ...otherTags] = ended.keys();
    const [first, ...rest] = [...ended.values()].flat();
    if (tag === undefined || !first) return;
    for (const other of otherTags) notifier.withdraw(other);
    tell([first, ...rest], tag, resolvedText([first, ...rest]));
  }

  function forget(alert: Alert): void {
    const bundle = bundles.get(alert.id);
    bundles.delete(alert.id);
    bundle?.firing.delete(alert.id);
    if (!bundle || bundle.firing.size === 0) notifier.withdraw(bundle?.tag ?? alert.id);
  }

  return {
    alertsChanged(changes) {
      const wasOpen = new Set(changes.map(({ alert }) => alert.id).filter((id) => ledger.isOpen(id)));
      for (const { kind, alert, reason } of changes) write(alert, kind, reason ?? whatHappened(kind, alert));
      const firing = changes.filter(({ kind }) => kind === "firing").map(({ alert }) => alert);
      // The engine may have ended right after it told and before it kept the alert's state.
      for (const alert of firing) if (wasOpen.has(alert.id)) write(alert, "not-notified", toldAlready);
      tellFiring(firing.filter(({ id }) => !wasOpen.has(id)));
      tellResolved(
        changes.filter(({ kind }) => kind === "resolved").map(({ alert }) => alert),
        wasOpen,
      );
      // Only a firing alert can have a notice on the screen.
      for (const { kind, alert } of changes) if (kind === "dropped" && alert.state === "firing") forget(alert);
    },

    stillFiring(alerts) {
      tellFiring(alerts.filter(({ id, firedAt }) => !bundles.has(id) && (ledger.told(id)?.at ?? -1) < (firedAt ?? 0)));
    },

    test() {
      if (!isEnabled()) return Promise.resolve(`not shown: ${switchedOff}`);
      return new Promise((resolve) => {
        const cancel = clock.setTimer(() => resolve("not shown: the system did not answer within 10 s"), seconds(10));
        const notice: Notice = {
          id: randomUUID(),
          tag: "test",
          title: "Watchdeck can reach you",
          body: "Alerts that fire will look like this.",
          urgency: "normal",
          route: "/alerts",
        };
        show(notice, (outcome, reason) => {
          cancel();
          if (outcome === "clicked") openRoute?.(notice.route);
          else resolve(outcome === "shown" ? "shown" : `not shown: ${reason ?? "the system refused it"}`);
        });
      });
    },
  };
}

function whichOne({ labels, annotations }: Alert): Pick<LedgerEntry, "labels" | "summary"> {
  const summary = Object.hasOwn(annotations, "summary") ? annotations.summary : undefined;
  return { labels, ...(summary !== undefined && { summary }) };
}

function whatHappened(kind: AlertChange["kind"], { value, firedAt, resolvedAt }: Alert): string {
  switch (kind) {
    case "pending":
    case "firing":
      return `value ${value}`;
    case "resolved":
      return firedAt === undefined ? "" : `fired for ${formatDuration((resolvedAt ?? firedAt) - firedAt)}`;
    case "dropped":
      return "the condition went away before it fired";
  }
}
