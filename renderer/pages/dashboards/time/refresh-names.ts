import type { refreshChoices } from "#shared/dashboards/dashboard";

/** What the choices of how often to ask are called. */
export const refreshNames: Readonly<Record<(typeof refreshChoices)[number], string>> = {
  "": "Off",
  "1s": "Every second",
  "5s": "Every 5 seconds",
  "10s": "Every 10 seconds",
  "30s": "Every 30 seconds",
  "1m": "Every minute",
  "5m": "Every 5 minutes",
};
