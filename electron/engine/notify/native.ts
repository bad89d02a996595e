// Native notifications: what groups of alerts become on this machine's screen. A change of a group is one notice, which replaces
// the one before it; a burst, and what had to wait, is told in one digest. What is not told has its reason in the ledger.
import { createHash, randomUUID } from "node:crypto";
import type { NoticeAction } from "#shared/contract/notifications";
import type { Preferences } from "#shared/contract/settings";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { DeliveryOutcome, NativeDelivery } from "../receivers/integrations";
import { createNoticeRecords, type NoticeRecord, recordedAlert } from "./notice-records";
import { resolvedWords } from "./notice-words";
import type { NoticeEvent, Notifier } from "./notifier";
import { createPace } from "./pace";
import { quietAt } from "./quiet";
import { createRaiser, type Raise } from "./raise";
import { digestTag } from "./say";
import { isCaredFor, isOver } from "./still";
import { createTelling, notKnown } from "./telling";
import { createWaitingRoom } from "./waiting";

export interface NativeIntegration extends NativeDelivery {
  /** Takes up what an earlier run left; before it, nothing is delivered. */
  start(): Promise<void>;
  close(): void;
}

export interface NativeOptions {
  notifier: Notifier;
  ledger: Ledger;
  inbox: Pick<Inbox, "get" | "told" | "onChange">;
  clock: Clock;
  log: Log;
  preferences: { get(): Preferences; onChange(run: () => void): () => void };
  /** What a button on a notice does to the alerts that it told of. */
  act(action: NoticeAction, alertIds: string[]): Promise<void>;
  /** Leads a window to a route after a click; absent where the notifier does so itself. */
  openRoute?: (route: string) => void;
}

const paceKey = "native/pace";
const switchedOff = "notifications are off in the settings";

export function createNative(options: NativeOptions): NativeIntegration {
  const { notifier, ledger, inbox, clock, log, preferences } = options;
  const records = createNoticeRecords({ ledger, clock });
  const waiting = createWaitingRoom(ledger);
  const pace = createPace((taken) => ledger.keep(paceKey, taken));
  const raiseAlone = createRaiser({ notifier, ledger, records, pace, clock, log, hasSound: () => preferences.get().noticeSound });
  const raise: Raise = async (raised) => {
    const outcome = await raiseAlone(raised);
    // Somebody may have taken care of its alerts meanwhile.
    const record = records.get(raised.tag);
    if (record) tidy([record]);
    return outcome;
  };
  const telling = createTelling({
    ledger,
    inbox,
    clock,
    log,
    records,
    waiting,
    pace,
    raise,
    withdraw,
    wasShown: notifier.wasShown,
    preferences: preferences.get,
  });
  const endings: (() => void)[] = [];

  function withdraw(record: NoticeRecord): void {
    notifier.withdraw(record.tag);
    records.forget(record.tag);
  }

  /** Takes away the notices of which nothing is left to say, because somebody cares for their alerts or these are gone. */
  function tidy(affected: Iterable<NoticeRecord>): void {
    for (const record of new Set(affected)) {
      if (record.phase === "shown" && isOver(record, inbox, clock.now())) withdraw(record);
    }
  }

  /** The group that an engine before this one was telling when it ended. */
  async function settleDoubt({ alerts }: GroupNotification): Promise<DeliveryOutcome | undefined> {
    const firing = alerts.filter(isFiring);
    const doubt = records.takeDoubt((firing.length > 0 ? firing : alerts).map(recordedAlert));
    if (!doubt) return undefined;
    if (await notifier.wasShown(doubt.noticeId)) return { kind: "sent", say: doubt.title };
    return { kind: "held", why: "failed", say: notKnown };
  }

  async function tellResolved(tag: string, notification: GroupNotification): Promise<DeliveryOutcome> {
    const held = waiting.get(tag);
    if (held) {
      waiting.remove(held);
      const { why, say } = held.held ?? { why: "failed" as const, say: "it ended before that" };
      return { kind: "held", why, say: `its firing was not told either: ${say}` };
    }
    const own = records.get(tag);
    const digest = own ? undefined : records.get(digestTag);
    const ids = new Set(notification.alerts.map(({ id }) => id));
    const record = own ?? (digest?.alerts.some(({ id }) => ids.has(id)) ? digest : undefined);
    if (!record) return { kind: "held", why: "dedup", say: "the notice that told of it was taken away before" };
    if (record === digest && records.withoutAlerts(digest, ids).alerts.length > 0) {
      return { kind: "held", why: "dedup", say: "the notice that told of it and others stays until the last of them ends" };
    }
    if (!preferences.get().sayResolved || quietAt(preferences.get(), "low", clock.now()) || pace.free(clock.now()) === 0) {
      withdraw(record);
      return { kind: "sent", say: "the notice that told of it was taken away" };
    }
    const words = resolvedWords(notification);
    const outcome = await raise({
      tag: record.tag,
      ...words,
      urgency: "low",
      route: record.route,
      actions: [],
      says: "resolved",
      alerts: notification.alerts.map(recordedAlert),
      isCounted: false,
    });
    return outcome.kind === "shown" ? { kind: "sent", say: words.title } : { kind: "failed", say: outcome.reason };
  }

  function onEvent(event: NoticeEvent): void {
    if (event.kind === "quiet-over") {
      telling.quietIsOver();
      return;
    }
    if (event.kind === "closed") {
      records.closed(event.tag, event.id);
      return;
    }
    const record = records.get(event.tag);
    if (event.kind === "clicked") {
      const [first] = record?.alerts ?? [];
      if (first && record) {
        const text = record.title;
        ledger.add({ at: clock.now(), alertId: first.id, alertName: first.name, kind: "clicked", text });
      }
      options.openRoute?.(record?.route ?? "/alerts");
      return;
    }
    const ids = (record?.alerts ?? []).map(({ id }) => id).filter((id) => !isCaredFor(inbox.get(id)));
    if (ids.length === 0) return;
    options.act(event.action, ids).catch((error: unknown) => log.error(`the action ${event.action} of a notice failed`, error));
  }

  return {
    async start() {
      await records.load();
      await waiting.load();
      pace.load((await ledger.kept(paceKey)).get(paceKey));
      endings.push(
        inbox.onChange((changed, removed) => tidy([...changed, ...removed].flatMap(({ id }) => records.ofAlert(id)))),
        preferences.onChange(telling.reconsider),
        telling.close,
      );
      notifier.onEvent(onEvent);
      await telling.settleDoubts();
      tidy(records.list());
      telling.reconsider();
    },

    close() {
      for (const end of endings.splice(0)) end();
    },

    async deliver(notification, signal) {
      const tag = tagOf(notification);
      if (!preferences.get().notifications) {
        const item = waiting.get(tag);
        if (item) waiting.remove(item);
        return { kind: "held", why: "switched-off", say: switchedOff };
      }
      try {
        const settled = await settleDoubt(notification);
        if (settled) return settled;
        if (!notification.alerts.some(isFiring)) return await tellResolved(tag, notification);
        if (notification.reason === "some alerts resolved" && !waiting.get(tag)) return await telling.refresh(tag, notification);
        return await telling.tell(tag, notification, signal);
      } catch (error) {
        log.error("a notification could not be told", error);
        return { kind: "failed", say: "showing it failed; the log has the details" };
      }
    },

    async test() {
      if (!preferences.get().notifications) return `not shown: ${switchedOff}`;
      const outcome = await notifier.show({
        id: randomUUID(),
        tag: "test",
        title: "Watchdeck can reach you",
        body: "Alerts that fire will look like this.",
        urgency: "normal",
        route: "/alerts",
        actions: [],
        isSilent: !preferences.get().noticeSound,
        isPassing: false,
      });
      if (outcome.kind !== "shown") return `not shown: ${outcome.reason}`;
      const quiet = quietAt(preferences.get(), "normal", clock.now());
      return quiet ? `shown; alerts wait, though: ${quiet.say}` : "shown";
    },
  };
}

const isFiring = ({ status }: NotifiedAlert) => status === "firing";

/** A group key holds label values and may be as long as they are. */
const tagOf = ({ receiver, groupKey }: GroupNotification): string =>
  createHash("sha256").update(`${receiver}\n${groupKey}`).digest("hex").slice(0, 32);
