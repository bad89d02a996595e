// The inbox and its history: the calls `alerts.*`, but for `alerts.changes`, which belongs to dashboards.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { CallOutput } from "#shared/contract/index";
import type { AlertSummary, InboxAlert } from "#shared/model/alert";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import { type RuleFigures, summaryOf } from "../inbox/summary";
import { sendInbox } from "../inbox/watch";
import type { Ledger } from "../ledger/ledger";
import type { Api } from "./api";

export interface AlertsApiOptions {
  inbox: Inbox;
  ledger: Ledger;
  clock: Clock;
  figures: RuleFigures;
  /** All rule files, those of servers included. */
  ruleFiles(): AlertsSnapshot["files"];
  /** The rule behind an alert, when anybody knows it. */
  ruleOf(alert: InboxAlert): CallOutput<"alerts.get">["rule"];
  /** How many servers do not answer, so that nobody knows what fires there. */
  silentServers(): number;
  /** Called when rules were evaluated, or rule files changed. */
  onRulesChange(run: () => void): void;
  /** Told of every summary that differs from the last one, for what is not a window: the tray. */
  onSummary?: (summary: AlertSummary) => void;
}

/** So often the summary is looked at when nothing changes: a stall is the absence of change. */
const lookEvery = seconds(5);

export interface AlertsApi {
  /** Whether a window shows alerts now. */
  isWatched(): boolean;
  stop(): void;
}

export function setUpAlertsApi(api: Api, options: AlertsApiOptions): AlertsApi {
  const { inbox, ledger, clock, figures } = options;

  const snapshot = (): AlertsSnapshot => {
    const latest = figures.latestRound();
    return { files: options.ruleFiles(), evaluatedAt: latest?.at, evaluationLagMs: latest?.lagMs };
  };
  const summary = () => summaryOf(inbox.list(), figures, options.silentServers());

  api.answer("alerts.snapshot", snapshot);
  api.answer("alerts.summary", summary);
  api.answer("alerts.ledger", (request) => ledger.list(request));
  api.answer("alerts.get", ({ id }) => {
    const alert = inbox.get(id);
    if (!alert) throw new AppError({ kind: "not-found", say: "That alert is over and not kept any more: its history is." });
    return { alert, rule: options.ruleOf(alert) };
  });
  api.answer("alerts.bands", async (request) => {
    const { alertPasts } = await import("../inbox/past");
    return alertPasts({ ledger, inbox, clock }, request);
  });
  api.answer("alerts.acknowledge", ({ ids, comment, untilMs }) => {
    inbox.acknowledge(ids, { at: clock.now(), comment, ...(untilMs !== undefined && { untilMs }) });
    return {};
  });
  api.answer("alerts.unacknowledge", ({ ids }) => {
    inbox.unacknowledge(ids);
    return {};
  });
  let watching = 0;
  api.stream("alerts.watch", (_, writer) => {
    if (writer.signal.aborted) return;
    watching++;
    writer.signal.addEventListener("abort", () => watching--, { once: true });
    sendInbox({ inbox, clock }, writer);
  });

  // A round of many rules changes much within a moment: windows hear of it once, a second after the first change at the latest.
  const tellSnapshot = whenNew(
    () => api.hasListeners("alerts.changed"),
    snapshot,
    (value) => api.publish("alerts.changed", value),
  );
  const tellSummary = whenNew(
    () => options.onSummary !== undefined || api.hasListeners("alerts.summaryChanged"),
    summary,
    (value) => {
      options.onSummary?.(value);
      api.publish("alerts.summaryChanged", value);
    },
  );
  let cancel: (() => void) | undefined;
  let isStopped = false;
  const soon = () => {
    // Rules that end while everything closes report it once more.
    if (isStopped) return;
    cancel ??= clock.setTimer(() => {
      cancel = undefined;
      tellSnapshot();
      tellSummary();
    }, seconds(1));
  };
  inbox.onChange(soon);
  options.onRulesChange(soon);
  let cancelLook: () => void = () => undefined;
  const lookLater = () => {
    cancelLook = clock.setTimer(() => {
      tellSummary();
      lookLater();
    }, lookEvery);
  };
  lookLater();
  return {
    isWatched: () => watching > 0,
    stop() {
      isStopped = true;
      cancel?.();
      cancelLook();
    },
  };
}

/** Tells a value when somebody wants it and it is not the one told before. */
function whenNew<T>(isWanted: () => boolean, make: () => T, tell: (value: T) => void): () => void {
  let told = "";
  return () => {
    if (!isWanted()) return;
    const value = make();
    const text = JSON.stringify(value);
    if (text === told) return;
    told = text;
    tell(value);
  };
}
