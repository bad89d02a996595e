import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert } from "#shared/model/rule";
import { useAsk } from "../bridge/use-ask";

/** All rule files with their rules and alerts; follows every change. */
export const useAlerts = () => useAsk("alerts.snapshot", {});

/** The alerts of all files that are enabled, flat. */
export const allAlerts = (snapshot: AlertsSnapshot): Alert[] =>
  snapshot.files
    .filter((file) => file.enabled)
    .flatMap((file) => file.groups.flatMap((group) => group.rules.flatMap((rule) => rule.alerts)));

/** How many alerting rules are evaluated. */
export const countAlertingRules = (snapshot: AlertsSnapshot): number =>
  snapshot.files
    .filter((file) => file.enabled)
    .flatMap((file) => file.groups.flatMap((group) => group.rules))
    .filter((rule) => rule.kind === "alerting").length;
