// Tells of alerts that fire: at once where it may, else together with others, or when quiet is over.
import type { WhyNot } from "#shared/contract/alerts";
import type { Preferences } from "#shared/contract/settings";
import { formatMinute } from "#shared/format/clock-time";
import type { GroupNotification } from "#shared/model/notification";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { DeliveryOutcome } from "../receivers/integrations";
import { type NoticeRecord, type NoticeRecords, recordedAlert } from "./notice-records";
import { urgencyOf } from "./notice-words";
import { mostInAMinute, type Pace } from "./pace";
import { quietAt } from "./quiet";
import type { Raise } from "./raise";
import { createSay, firingOf, type Said } from "./say";
import { isOpen } from "./still";
import { answerWith, type Waiting, type WaitingRoom } from "./waiting";

/** What is said of a notice that was on its way to the screen when the engine ended. */
export const notKnown = "not known whether it was shown: Watchdeck ended at that moment";
/** How long the last place of a minute waits for others to share it. */
const gatherFor: Milliseconds = seconds(2);
const againAfter: Milliseconds = minutes(1);
/** What waits for no known time is looked after so often at least. */
const longestSleep: Milliseconds = hours(1);

export interface Telling {
  tell(tag: string, notification: GroupNotification, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** A group lost some of its alerts: what stands on the screen is put right, and nobody is disturbed. */
  refresh(tag: string, notification: GroupNotification): Promise<DeliveryOutcome>;
  /** What waited may have been on its way to the screen when an engine before this one ended: that is not told again. */
  settleDoubts(): Promise<void>;
  /** Preferences changed, or time passed: what waits may be told now. */
  reconsider(): void;
  /** The system that wanted quiet wants it no more. */
  quietIsOver(): void;
  close(): void;
}

export interface TellingOptions {
  ledger: Pick<Ledger, "add">;
  inbox: Pick<Inbox, "get" | "told">;
  clock: Clock;
  log: Log;
  records: NoticeRecords;
  waiting: WaitingRoom;
  pace: Pace;
  raise: Raise;
  withdraw(record: NoticeRecord): void;
  /** Whether a notice was shown for an engine before this one. */
  wasShown(noticeId: string): Promise<boolean>;
  preferences(): Preferences;
}

export function createTelling(options: TellingOptions): Telling {
  const { ledger, inbox, clock, log, records, waiting, pace, raise, withdraw, wasShown, preferences } = options;
  const say = createSay({ raise, records, inbox });
  let stopGathering: (() => void) | undefined;
  let stopSleeping: (() => void) | undefined;
  let isSystemQuiet = false;
  let isRunning = false;
  let isWantedAgain = false;

  /** Why it is not told now, and when that will have changed; undefined when it may be told. */
  function whyWait({ urgency }: Waiting, now: EpochMs): { why: WhyNot; say: string; untilMs?: EpochMs | undefined } | undefined {
    const quiet = quietAt(preferences(), urgency, now);
    if (quiet) return { why: "do-not-disturb", ...quiet };
    const perHour = preferences().noticeBudgetPerHour;
    const budgetAt = urgency === "critical" ? undefined : pace.budgetFreeAt(now, perHour);
    if (budgetAt !== undefined) {
      const say = `the hour's ${perHour} for what is not critical ${perHour === 1 ? "is" : "are"} used up; the next at ${formatMinute(budgetAt)}`;
      return { why: "budget", say, untilMs: budgetAt };
    }
    if (pace.free(now) > 0) return undefined;
    return {
      why: "budget",
      say: `${mostInAMinute} notices were shown in the last minute; more come together`,
      untilMs: pace.freeAt(now),
    };
  }

  async function tellOne(item: Waiting): Promise<void> {
    item.isBeingTold = true;
    outcomeOf(item, await say.one(item.tag, item.notification));
  }

  async function tellMany(items: readonly Waiting[]): Promise<void> {
    for (const item of items) item.isBeingTold = true;
    const waited = items.some(({ held }) => held?.why === "do-not-disturb");
    const said = await say.many(
      items.map(({ notification }) => notification),
      { waited },
    );
    for (const item of items) {
      const own = records.get(item.tag);
      if (said.outcome.kind === "shown" && own) withdraw(own);
      outcomeOf(item, said);
    }
  }

  function outcomeOf(item: Waiting, said: Said): void {
    const { outcome, title } = said;
    item.isBeingTold = false;
    if (outcome.kind === "shown") {
      if (waiting.get(item.tag) === item) waiting.remove(item);
      if (item.answer) answerWith(item, { kind: "sent", say: title });
      else noteDown(item.notification, { kind: "notified", text: `told later: ${title}`, said });
    } else if (outcome.kind === "held") {
      isSystemQuiet = true;
      waiting.hold(item, "do-not-disturb", outcome.reason);
    } else if (item.answer) {
      waiting.remove(item);
      answerWith(item, { kind: "failed", say: outcome.reason });
    }
  }

  /** What came of what whoever handed it over was told to be waiting. */
  function noteDown(
    notification: GroupNotification,
    { kind, text, said }: { kind: "notified" | "not-notified"; text: string; said: Pick<Said, "noticeId" | "together"> },
  ): void {
    const { receiver, groupKey } = notification;
    const at = clock.now();
    const alerts = firingOf(notification).map(recordedAlert);
    const isTold = kind === "notified";
    const common = {
      receiver,
      groupKey,
      together: said.together,
      notificationId: said.noticeId,
      ...(!isTold && { why: "failed" as const }),
    };
    for (const { id, name } of alerts) ledger.add({ at, alertId: id, alertName: name, kind, text, ...common });
    inbox.told(new Map(alerts.map(({ id }) => [id, { at, isTold, outcome: isTold ? "notified" : text }])));
  }

  /** What waits and may be told: one by itself, more as one digest. The rest is told why not, and waits. */
  async function tellWaiting(): Promise<void> {
    const now = clock.now();
    const isOn = preferences().notifications;
    const due: Waiting[] = [];
    for (const item of waiting.list()) {
      if (item.isBeingTold) continue;
      if (!isOn && !item.answer) {
        waiting.remove(item);
        continue;
      }
      // Nobody needs to hear of what ended, or was taken care of, unheard.
      if (!item.answer && !item.notification.alerts.some(({ id }) => isOpen(inbox.get(id)))) {
        waiting.remove(item);
        continue;
      }
      if (item.held?.why === "do-not-disturb" && isSystemQuiet) continue;
      const wait = whyWait(item, now);
      if (wait === undefined) due.push(item);
      else if (item.answer) waiting.hold(item, wait.why, wait.say);
    }
    const [first, ...others] = due.map(withoutEnded);
    if (first && others.length === 0) await tellOne(first);
    else if (first) await tellMany([first, ...others]);
  }

  /** What waited may have lost some of its alerts. */
  function withoutEnded(item: Waiting): Waiting {
    if (item.answer) return item;
    const alerts = item.notification.alerts.filter(({ id }) => isOpen(inbox.get(id)));
    item.notification = { ...item.notification, alerts };
    item.urgency = urgencyOf(alerts);
    return item;
  }

  async function runWaiting(): Promise<void> {
    isWantedAgain = isRunning;
    if (isRunning) return;
    isRunning = true;
    try {
      await tellWaiting();
    } finally {
      isRunning = false;
      if (isWantedAgain) inBackground();
      else sleep();
    }
  }

  const inBackground = () => void runWaiting().catch((error: unknown) => log.error("what waited could not be told", error));

  /** Wakes up when the first of what waits may be told. */
  function sleep(): void {
    stopSleeping?.();
    stopSleeping = undefined;
    const items = waiting.list();
    if (items.length === 0) return;
    const now = clock.now();
    const times = items.map((item) => {
      const wait = whyWait(item, now);
      // It may be told, but was not: its showing failed, or the system wants quiet.
      if (!wait) return isSystemQuiet ? longestSleep : againAfter;
      return wait.untilMs === undefined ? longestSleep : wait.untilMs - now;
    });
    const soonest = times.reduce((a, b) => Math.min(a, b), longestSleep);
    const wake = () => {
      // Whether the system still wants quiet is asked again: its word that it is over may have been lost.
      isSystemQuiet = false;
      inBackground();
    };
    stopSleeping = clock.setTimer(wake, Math.max(seconds(1), soonest));
  }

  function gather(): void {
    stopGathering ??= clock.setTimer(() => {
      stopGathering = undefined;
      inBackground();
    }, gatherFor);
  }

  return {
    tell(tag, notification, signal) {
      const was = waiting.get(tag);
      if (was) {
        waiting.remove(was);
        answerWith(was, { kind: "held", why: "dedup", say: "a newer notice of its group took its place" });
      }
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          // What is on its way to the screen is told; saying otherwise would tell it twice.
          if (!item.answer || item.isBeingTold || waiting.get(tag) !== item) return;
          waiting.remove(item);
          answerWith(item, { kind: "failed", say: "it was given up before it was shown" });
        };
        const answer = (outcome: DeliveryOutcome) => {
          signal.removeEventListener("abort", giveUp);
          resolve(outcome);
        };
        const item: Waiting = { tag, notification, urgency: urgencyOf(notification.alerts), answer };
        const now = clock.now();
        waiting.add(item);
        const wait = whyWait(item, now);
        if (wait) {
          waiting.hold(item, wait.why, wait.say);
          sleep();
          return;
        }
        signal.addEventListener("abort", giveUp);
        if (pace.free(now) === 1 || stopGathering) {
          gather();
          return;
        }
        tellOne(item).catch((error: unknown) => {
          waiting.remove(item);
          reject(error);
        });
      });
    },

    async refresh(tag, notification) {
      const record = records.get(tag);
      const now = clock.now();
      const isQuiet = quietAt(preferences(), urgencyOf(notification.alerts), now) !== undefined;
      if (record?.says !== "firing" || record.isClosed || isQuiet || pace.free(now) === 0) {
        return { kind: "held", why: "dedup", say: "some of its alerts ended, and the others were told before" };
      }
      const { outcome, title } = await say.one(tag, notification, { isQuiet: true });
      if (outcome.kind === "shown") return { kind: "sent", say: title };
      return { kind: "held", why: "dedup", say: `the notice on the screen stays as it was: ${outcome.reason}` };
    },

    async settleDoubts() {
      for (const item of waiting.list()) {
        const doubt = records.takeDoubt(firingOf(withoutEnded(item).notification).map(recordedAlert));
        if (!doubt) continue;
        waiting.remove(item);
        const said = { noticeId: doubt.noticeId, together: doubt.alerts.length - 1 };
        if (await wasShown(doubt.noticeId))
          noteDown(item.notification, { kind: "notified", text: `told later: ${doubt.title}`, said });
        else noteDown(item.notification, { kind: "not-notified", text: notKnown, said });
      }
    },

    reconsider: inBackground,

    quietIsOver() {
      isSystemQuiet = false;
      inBackground();
    },

    close() {
      stopGathering?.();
      stopSleeping?.();
      stopGathering = undefined;
      stopSleeping = undefined;
      for (const item of waiting.list()) answerWith(item, { kind: "failed", say: "Watchdeck ended before it was shown" });
    },
  };
}
