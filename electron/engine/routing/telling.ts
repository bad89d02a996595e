// Looks at one group: who is to be told what of it, hands that over, and writes down what came of it and why.
import { decide, type GroupDecision } from "#shared/alerting/group-step";
import type { LedgerEntry } from "#shared/contract/alerts";
import { formatDuration } from "#shared/format/duration";
import type { InboxAlert, Muted } from "#shared/model/alert";
import type { GroupNotification } from "#shared/model/notification";
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { DeliveryOutcome, IntegrationFace, Integrations } from "../receivers/integrations";
import { type Group, type HeldAlert, isOver, notificationOf } from "./group";
import type { RoutedAlert } from "./routed-alerts";
import { type ToldLog, toldKey } from "./told-log";

export interface TellingOptions {
  integrations: Integrations;
  toldLog: ToldLog;
  ledger: Pick<Ledger, "add">;
  inbox: Pick<Inbox, "told">;
  clock: Clock;
  externalUrl(): string;
  mutedIn(alert: RoutedAlert, group: Group, at: EpochMs): Muted | undefined;
}

export interface Telling {
  /** Resolves once every integration was told, or failed, or `signal` ended it; whether all went well. */
  tell(group: Group, signal: AbortSignal): Promise<{ isDone: boolean; over: HeldAlert[] }>;
}

type WhyNot = NonNullable<LedgerEntry["why"]>;

export function createTelling(options: TellingOptions): Telling {
  const { integrations, toldLog, ledger, inbox, clock } = options;
  /** What is being handed over now, by its key: a tree that changes meanwhile must not tell the same a second time. */
  const underWay = new Map<string, Promise<unknown>>();

  return {
    async tell(group, signal) {
      const at = clock.now();
      const held = [...group.alerts.values()].map((alert): HeldAlert => ({ alert, row: alert.row }));
      const open: HeldAlert[] = [];
      const mutedOver = new Set<string>();
      // Of thousands that one silence hides, everybody hears at once.
      const reasons = new Map<string, { muted: Muted; alerts: HeldAlert[] }>();
      for (const one of held) {
        const muted = options.mutedIn(one.alert, group, at);
        if (!muted) {
          open.push(one);
          continue;
        }
        if (isOver(one)) mutedOver.add(one.alert.key);
        const key = `${muted.by} ${muted.say}`;
        const same = reasons.get(key);
        if (same) same.alerts.push(one);
        else reasons.set(key, { muted, alerts: [one] });
      }
      for (const { muted, alerts } of reasons.values()) sayNotTold(group, undefined, alerts, muted.by, muted.say);
      const faces = integrations.of(group.route.receiver);
      const isDone =
        faces && faces.length > 0 ? await tellAll(group, faces, open, at, signal) : sayNobodyThere(group, faces, open);
      if (isDone && mutedOver.size > 0) {
        for (const { id } of faces ?? []) toldLog.forget(toldKey(group.key, id), mutedOver);
      }
      return { isDone, over: isDone ? held.filter(isOver) : [] };
    },
  };

  async function tellAll(
    group: Group,
    faces: readonly IntegrationFace[],
    open: readonly HeldAlert[],
    at: EpochMs,
    signal: AbortSignal,
  ): Promise<boolean> {
    // What one integration said is not overwritten by another's silence.
    const told = new Set<string>();
    const results = await Promise.all(faces.map((face) => tellOne(group, face, open, at, signal, told)));
    return results.every((isDone) => isDone);
  }

  /** One after another: what is told of a group depends on what was told before, and a tree may change meanwhile. */
  async function tellOne(
    group: Group,
    face: IntegrationFace,
    open: readonly HeldAlert[],
    at: EpochMs,
    signal: AbortSignal,
    told: Set<string>,
  ): Promise<boolean> {
    const key = toldKey(group.key, face.id);
    for (let other = underWay.get(key); other; other = underWay.get(key)) await other;
    const before = toldLog.get(key);
    const decision = decide({
      now: at,
      firing: open.filter((one) => !isOver(one)).map(({ alert }) => alert.key),
      resolved: open.filter(isOver).map(({ alert }) => alert.key),
      told: before && { ...before, at: Math.min(before.at, at) },
      sendResolved: face.sendResolved,
      groupIntervalMs: group.route.groupIntervalMs,
      repeatIntervalMs: group.route.repeatIntervalMs,
    });
    if (decision.kind === "nothing") {
      sayNothing(group, face, open, decision);
      return true;
    }
    if (decision.kind === "note") {
      toldLog.set(key, decision.told, group.route.repeatIntervalMs);
      return true;
    }
    const alerts = face.sendResolved ? open : open.filter((one) => !isOver(one));
    const notification = notificationOf({
      group,
      integrationId: face.id,
      alerts,
      reason: decision.reason,
      told: before,
      at,
      externalUrl: options.externalUrl(),
    });
    const delivery = integrations.deliver(face.id, notification, signal).then((outcome) => {
      // Together with what the ledger says of it: either all of it is remembered, or nothing.
      if (outcome.kind !== "failed") toldLog.set(key, decision.told, group.route.repeatIntervalMs);
      sayOutcome(group, face, alerts, notification, outcome, told);
      return outcome.kind !== "failed";
    });
    const over = delivery.then(
      () => underWay.delete(key),
      () => underWay.delete(key),
    );
    underWay.set(key, over);
    return delivery;
  }

  function sayOutcome(
    group: Group,
    face: IntegrationFace,
    alerts: readonly HeldAlert[],
    notification: GroupNotification,
    outcome: DeliveryOutcome,
    told: Set<string>,
  ): void {
    if (outcome.kind !== "sent") {
      const why = outcome.why ?? "failed";
      sayNotTold(
        group,
        face,
        alerts.filter(({ row }) => !told.has(row.id)),
        why,
        outcome.say,
        notification,
      );
      return;
    }
    const at = clock.now();
    const together = alerts.length - 1;
    const shown = { at, isTold: true, outcome: together === 0 ? "notified" : `grouped with ${together}` };
    for (const { alert, row } of alerts) {
      told.add(row.id);
      alert.said.set(saidBy(group, face), "told");
      ledger.add({
        ...entryOf(group, row.id, row.name, at),
        kind: "notified",
        text: `${reasonText(notification, row.state === "resolved")} ${face.label}${outcome.say === "" ? "" : `: ${outcome.say}`}`,
        together,
        notificationId: notification.id,
      });
    }
    inbox.told(new Map(alerts.map(({ row }) => [row.id, shown])));
  }

  /** Only what is another reason than the last one: a group is looked at every minute, and its history is read by people. */
  function sayNotTold(
    group: Group,
    face: IntegrationFace | undefined,
    alerts: readonly HeldAlert[],
    why: WhyNot,
    say: string,
    notification?: GroupNotification,
  ): void {
    const at = clock.now();
    const by = saidBy(group, face);
    const changes = new Map<string, NonNullable<InboxAlert["told"]>>();
    for (const { alert, row } of alerts) {
      const last = alert.said.get(by);
      alert.said.set(by, `${why} ${say}`);
      if (last === `${why} ${say}`) continue;
      // After a restart nothing was said yet, but what the alert shows is what was said last.
      if (last === undefined && row.told?.isTold === false && row.told.outcome === say) continue;
      ledger.add({
        ...entryOf(group, row.id, row.name, at),
        kind: "not-notified",
        text: face ? `${face.label}: ${say}` : say,
        why,
        together: (notification?.alerts.length ?? 1) - 1,
        ...(notification && { notificationId: notification.id }),
      });
      changes.set(row.id, { at, isTold: false, outcome: say });
    }
    if (changes.size > 0) inbox.told(changes);
  }

  function sayNobodyThere(group: Group, faces: readonly IntegrationFace[] | undefined, open: readonly HeldAlert[]): true {
    const receiver = JSON.stringify(group.route.receiver);
    const say = faces ? `nothing is set up in the receiver ${receiver}` : `there is no receiver ${receiver}`;
    sayNotTold(group, undefined, open, "no-receiver", say);
    return true;
  }

  /** Why nothing was said though the group was looked at. It does not change what the alert shows: that it was told, and when. */
  function sayNothing(
    group: Group,
    face: IntegrationFace,
    open: readonly HeldAlert[],
    decision: Extract<GroupDecision, { kind: "nothing" }>,
  ): void {
    if (decision.why === "empty") return;
    const by = saidBy(group, face);
    for (const { alert, row } of open) {
      const isRepeat = decision.why === "already-told";
      const last = alert.said.get(by);
      // What was held back, or told before a restart, needs no second reason.
      if (isRepeat ? last !== "told" : last === decision.why || row.state !== "resolved") continue;
      alert.said.set(by, decision.why);
      const text = isRepeat
        ? `${face.label}: told already, and told again every ${formatDuration(group.route.repeatIntervalMs)} while it fires`
        : `${face.label}: it was over before anybody was told that it had begun`;
      ledger.add({ ...entryOf(group, row.id, row.name, clock.now()), kind: "not-notified", text, why: "dedup" });
    }
  }
}

const saidBy = ({ route }: Group, face: IntegrationFace | undefined) => `${route.receiver} ${face?.id ?? ""}`;

const entryOf = ({ key, route }: Group, alertId: string, alertName: string, at: EpochMs) => ({
  at,
  alertId,
  alertName,
  receiver: route.receiver,
  groupKey: key,
});

function reasonText({ reason }: GroupNotification, isEnd: boolean): string {
  if (isEnd) return "its end was told by";
  return reason === "repeat interval elapsed" ? "told again by" : "told by";
}
