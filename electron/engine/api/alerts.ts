import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../notify/ledger";
import type { Rules } from "../rules/rules";
import type { Api } from "./api";

interface AlertsApiOptions {
  rules: Rules;
  ledger: Ledger;
  clock: Clock;
}

export function setUpAlertsApi(api: Api, { rules, ledger, clock }: AlertsApiOptions): void {
  api.answer("alerts.snapshot", () => rules.snapshot());
  api.answer("alerts.ledger", (request) => ({ entries: ledger.list(request) }));
  api.answer("rules.check", ({ text }) => ({ diagnostics: rules.check(text) }));
  api.answer("rules.load", (request) => rules.load(request));
  api.answer("rules.update", (request) => rules.update(request));
  api.answer("rules.remove", async ({ id }) => {
    await rules.remove(id);
    return {};
  });
  api.answer("rules.text", async ({ id }) => ({ text: await rules.text(id) }));

  // A round of many rules changes much within a moment: windows hear of it once, a second after the first change at the latest.
  let isWaiting = false;
  let published = "";
  const publishSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    clock.setTimer(() => {
      isWaiting = false;
      if (!api.hasListeners("alerts.changed")) return;
      const snapshot = rules.snapshot();
      const text = JSON.stringify(snapshot);
      if (text === published) return;
      published = text;
      api.publish("alerts.changed", snapshot);
    }, seconds(1));
  };
  rules.onChange(publishSoon);
  ledger.onChange(publishSoon);
}
