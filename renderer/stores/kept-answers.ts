// Answers that change by themselves: each is asked once, and from then on its event brings the whole new answer into the
// same cache. A page reads them with `useAsk(name, {})` and needs to know nothing of the event.
import type { QueryClient } from "@tanstack/react-query";
import type { Bridge } from "#shared/contract/bridge";

/** Listens for as long as the window lives. */
export function setUpKeptAnswers(bridge: Bridge, cache: QueryClient): void {
  bridge.listen("connections.changed", (value) => cache.setQueryData(["connections.list", {}], value));
  bridge.listen("alerts.changed", (value) => cache.setQueryData(["alerts.snapshot", {}], value));
  bridge.listen("alerts.summaryChanged", (value) => cache.setQueryData(["alerts.summary", {}], value));
  bridge.listen("silences.changed", (value) => cache.setQueryData(["silences.list", {}], value));
  bridge.listen("routing.changed", (value) => cache.setQueryData(["routing.get", {}], value));
  bridge.listen("receivers.changed", (value) => cache.setQueryData(["receivers.list", {}], value));
  bridge.listen("settings.changed", (value) => cache.setQueryData(["settings.get", {}], value));
  bridge.listen("problems.changed", (value) => cache.setQueryData(["problems.list", {}], value));
  bridge.listen("engine.status", (value) => cache.setQueryData(["engine.status", {}], value));
}
