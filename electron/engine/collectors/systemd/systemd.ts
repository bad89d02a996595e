// The units of systemd, asked over the system's D-Bus: org.freedesktop.systemd1(5). Names, labels and the choice of units as
// node_exporter's systemd collector has them (which is off there by default).
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { createKeptLabels } from "../kept-labels";
import { createReadingList } from "../reading-list";
import { type BusObject, createSystemBus, type SystemBus } from "./system-bus";

export const unitStates = ["active", "activating", "deactivating", "inactive", "failed"] as const;

const service = "org.freedesktop.systemd1";
const manager: BusObject = { service, path: "/org/freedesktop/systemd1", interface: `${service}.Manager` };

// Units that only mirror what other collectors tell (mounts, devices), or that hold others together.
const passedOver = /\.(automount|device|mount|scope|slice)$/;

const help: Record<string, string> = {
  node_systemd_unit_state: "Systemd unit",
  node_systemd_units: "Summary of systemd unit states",
  node_systemd_system_running: "Whether the system is operational (see 'systemctl is-system-running')",
  node_systemd_version: "Detected systemd version",
  node_systemd_virtualization_info: "Detected virtualization technology",
  node_systemd_timer_last_trigger_seconds: "Seconds since epoch of last trigger.",
  node_systemd_socket_accepted_connections_total: "Total number of accepted socket connections",
  node_systemd_socket_current_connections: "Current number of socket connections",
  node_systemd_socket_refused_connections_total: "Total number of refused socket connections",
};

export interface Unit {
  name: string;
  loadState: string;
  activeState: string;
  path: string;
}

/** A unit's labels, and what never changes about it. */
interface Known {
  states: Labels[];
  byName: Labels;
  type: string;
}

export function createSystemd(bus: SystemBus = createSystemBus()): Collector {
  const list = createReadingList();
  const summaryLabels = createKeptLabels("state");
  let known = new Map<string, Known>();
  /** Version and virtualization; a new systemd after an upgrade comes with a new connection or a new boot. */
  let facts: { version: number; versionLabels: Labels; virtualizationLabels: Labels } | undefined;

  return {
    name: "systemd",
    about: "The state of each systemd unit, timers and sockets, over the system's D-Bus.",
    help,
    platforms: ["linux"],
    every: seconds(30),
    deadline: seconds(10),

    async collect({ signal }) {
      const units = parseUnits(await bus.call(manager, "ListUnits", signal));
      facts ??= await readFacts(signal);
      list.start();
      list.gauge("node_systemd_version", facts.version, facts.versionLabels);
      list.gauge("node_systemd_virtualization_info", 1, facts.virtualizationLabels);
      list.gauge("node_systemd_system_running", (await bus.property(manager, "SystemState", signal)) === "running" ? 1 : 0);
      for (const [state, count] of countByState(units)) list.gauge("node_systemd_units", count, summaryLabels(state));

      const next = new Map<string, Known>();
      for (const unit of units) {
        if (unit.loadState !== "loaded" || passedOver.test(unit.name)) continue;
        const { states, byName, type } = known.get(unit.name) ?? (await learn(unit, signal));
        next.set(unit.name, { states, byName, type });
        for (const [index, state] of unitStates.entries()) {
          list.gauge("node_systemd_unit_state", unit.activeState === state ? 1 : 0, states[index]);
        }
        if (unit.name.endsWith(".timer")) await addTimer(unit, byName, signal);
        if (unit.name.endsWith(".socket")) await addSocket(unit, byName, signal);
      }
      known = next;
      return list.readings();
    },

    close: () => bus.close(),
  };

  async function readFacts(signal: AbortSignal) {
    const version = String(await bus.property(manager, "Version", signal));
    const virtualization = String(await bus.property(manager, "Virtualization", signal));
    const number = Number(/\d{3,}(\.\d+)?/.exec(version)?.[0] ?? 0);
    return {
      version: number,
      versionLabels: { version: number > 0 ? version : "" },
      virtualizationLabels: { virtualization_type: virtualization || "none" },
    };
  }

  async function learn(unit: Unit, signal: AbortSignal): Promise<Known> {
    const type = unit.name.endsWith(".service") ? await ofUnit(unit, "Service", "Type", signal) : undefined;
    const { name } = unit;
    const known: Known = { states: [], byName: { name }, type: typeof type === "string" ? type : "" };
    known.states = unitStates.map((state) => ({ name, state, type: known.type }));
    return known;
  }

  async function addTimer(unit: Unit, labels: Labels, signal: AbortSignal): Promise<void> {
    const microseconds = await ofUnit(unit, "Timer", "LastTriggerUSec", signal);
    if (microseconds !== undefined) list.gauge("node_systemd_timer_last_trigger_seconds", Number(microseconds) / 1e6, labels);
  }

  async function addSocket(unit: Unit, labels: Labels, signal: AbortSignal): Promise<void> {
    const [accepted, current, refused] = await Promise.all(
      ["NAccepted", "NConnections", "NRefused"].map((property) => ofUnit(unit, "Socket", property, signal)),
    );
    if (accepted !== undefined) list.counter("node_systemd_socket_accepted_connections_total", Number(accepted), labels);
    if (current !== undefined) list.gauge("node_systemd_socket_current_connections", Number(current), labels);
    // A gauge there, though its name ends like a counter's.
    if (refused !== undefined) list.gauge("node_systemd_socket_refused_connections_total", Number(refused), labels);
  }

  /** Undefined for a unit that went meanwhile, or a systemd too old for the property; a bus that fails is a failure. */
  async function ofUnit(unit: Unit, kind: string, property: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await bus.property({ service, path: unit.path, interface: `${service}.${kind}` }, property, signal);
    } catch (error) {
      if (error instanceof NoData || (error as { dbusName?: string }).dbusName !== undefined) return undefined;
      throw error;
    }
  }
}

/** The answer to ListUnits: rows of name, description, load state, active state, sub state, followed unit, path, and its job. */
export function parseUnits(answer: unknown): Unit[] {
  if (!Array.isArray(answer)) throw new Error("systemd's answer to ListUnits is no list");
  return answer.flatMap((row: unknown) => {
    if (!Array.isArray(row)) return [];
    const [name, , loadState, activeState, , , path] = row;
    return [name, loadState, activeState, path].every((field) => typeof field === "string")
      ? [{ name, loadState, activeState, path }]
      : [];
  });
}

function countByState(units: readonly Unit[]): Map<string, number> {
  const counts = new Map<string, number>(unitStates.map((state) => [state, 0]));
  for (const { activeState } of units) counts.set(activeState, (counts.get(activeState) ?? 0) + 1);
  return counts;
}
