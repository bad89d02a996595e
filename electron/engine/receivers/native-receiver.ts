// The receiver that every Watchdeck has. It stands in no file and has no secrets.
import { type IntegrationOf, nativeReceiver, type ReceiverRow } from "#shared/contract/receivers";
import type { IntegrationType } from "./integration-type";
import type { IntegrationState } from "./states";

export const nativeIntegration: IntegrationOf<"native"> = { id: "native", kind: "native", sendResolved: true };

export const nativeRow = (state: IntegrationState, usedBy: number): ReceiverRow => ({
  name: nativeReceiver,
  usedBy,
  integrations: [{ ...nativeIntegration, state, storedSecrets: [], lockedSecrets: [] }],
});

export const native: IntegrationType<IntegrationOf<"native">> = {
  label: () => "notifications on this computer",
  secretNames: () => [],
  destination: () => undefined,
  problem: () => undefined,
  templates: [],
};
