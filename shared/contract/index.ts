// Every message that may cross between the engine and a window, and nothing else. Names, types, checks and the bridge
// all follow from these three maps.
import type { z } from "zod";
import { alertCalls, alertEvents, alertStreams } from "./alerts";
import { appCalls, appEvents } from "./app";
import { connectionCalls, connectionEvents } from "./connections";
import { containerStreams } from "./containers";
import { dashboardCalls, dashboardEvents } from "./dashboards";
import { hostCalls } from "./host";
import { logCalls, logStreams } from "./logs";
import { notificationCalls, notificationEvents } from "./notifications";
import { processCalls, processStreams } from "./processes";
import { prometheusApiCalls } from "./prometheus-api";
import { queryCalls, queryStreams } from "./query";
import { receiverCalls, receiverEvents } from "./receivers";
import { routingCalls, routingEvents } from "./routing";
import { rulePackCalls } from "./rule-packs";
import { ruleCalls } from "./rules";
import { samplingCalls } from "./sampling";
import { settingsCalls, settingsEvents } from "./settings";
import { silenceCalls, silenceEvents } from "./silences";
import { storeCalls, storeStreams } from "./store";
import { traceCalls, traceStreams } from "./traces";

/** A question and its one answer. */
export const calls = {
  ...appCalls,
  ...hostCalls,
  ...processCalls,
  ...prometheusApiCalls,
  ...queryCalls,
  ...connectionCalls,
  ...alertCalls,
  ...dashboardCalls,
  ...logCalls,
  ...notificationCalls,
  ...receiverCalls,
  ...routingCalls,
  ...ruleCalls,
  ...rulePackCalls,
  ...silenceCalls,
  ...samplingCalls,
  ...settingsCalls,
  ...storeCalls,
  ...traceCalls,
};

/** What the engine tells every window unasked. */
export const events = {
  ...appEvents,
  ...connectionEvents,
  ...alertEvents,
  ...dashboardEvents,
  ...notificationEvents,
  ...receiverEvents,
  ...routingEvents,
  ...silenceEvents,
  ...settingsEvents,
};

/** A question with many answers, each sent only when the reader has granted credit for it. */
export const streams = {
  ...alertStreams,
  ...containerStreams,
  ...logStreams,
  ...processStreams,
  ...queryStreams,
  ...storeStreams,
  ...traceStreams,
};

export type CallName = keyof typeof calls;
/** What a caller writes (defaults may be left out), what a handler receives, and what comes back. */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]["input"]>;
export type CallRequest<N extends CallName> = z.output<(typeof calls)[N]["input"]>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]["output"]>;

export type EventName = keyof typeof events;
export type EventValue<N extends EventName> = z.output<(typeof events)[N]>;

export type StreamName = keyof typeof streams;
export type StreamInput<N extends StreamName> = z.input<(typeof streams)[N]["input"]>;
export type StreamRequest<N extends StreamName> = z.output<(typeof streams)[N]["input"]>;
export type StreamFrame<N extends StreamName> = z.output<(typeof streams)[N]["frame"]>;

export const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name);
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);
export const isStreamName = (name: string): name is StreamName => Object.hasOwn(streams, name);
