// What a test of receivers needs: a room of receivers over real files and secrets, and a group of alerts to tell of.

import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import type { Clock } from "../../electron/engine/clock";
import { createMemoryLedger } from "../../electron/engine/ledger/memory-ledger";
import { openReceivers, type ReceiversOptions } from "../../electron/engine/receivers/receivers";
import { openSecrets } from "../../electron/engine/secrets/secrets";
import type { Vault } from "../../electron/engine/secrets/vault";
import { createProblems } from "../../electron/engine/settings/problems";
import { openSettings } from "../../electron/engine/settings/settings";
import { recordingLog, reversingVault } from "./engine-parts";
import { createFakeClock } from "./fake-clock";

export async function openReceiverRoom(
  folder: string,
  {
    vault = reversingVault,
    clock = createFakeClock(),
    ...rest
  }: { vault?: Vault; clock?: Clock } & Partial<ReceiversOptions> = {},
) {
  const problems = createProblems({ clock });
  const { log, lines } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  const secrets = await openSecrets({ folder, vault, settings, problems, log, clock });
  const ledger = createMemoryLedger({ clock });
  const receivers = await openReceivers({
    folder,
    secrets,
    native: { deliver: async () => ({ kind: "sent", say: "shown" }), test: async () => "shown" },
    usedBy: () => 0,
    renamed: async () => undefined,
    ledger,
    clock,
    log,
    problems,
    random: () => 1,
    ...rest,
  });
  return { receivers, secrets, settings, clock, problems, ledger, lines };
}

const at = Date.UTC(2026, 10, 21, 8);

export function anAlert(labels: Record<string, string> = {}, rest: Partial<NotifiedAlert> = {}): NotifiedAlert {
  return {
    id: `id-${labels.instance ?? "a"}`,
    status: "firing",
    labels: { alertname: "DiskFull", severity: "critical", ...labels },
    annotations: { summary: "The disk is full" },
    startsAt: at,
    generatorUrl: "",
    fingerprint: "0c291214f4724287",
    ...rest,
  };
}

/** Of one firing alert unless told otherwise. */
export function aGroup(rest: Partial<GroupNotification> = {}): GroupNotification {
  return {
    id: "n1",
    at,
    receiver: "ops",
    groupKey: '{}:{alertname="DiskFull"}',
    groupLabels: { alertname: "DiskFull" },
    commonLabels: { alertname: "DiskFull", severity: "critical" },
    commonAnnotations: { summary: "The disk is full" },
    status: "firing",
    alerts: [anAlert()],
    reason: "first notification",
    externalUrl: "",
    ...rest,
  };
}
