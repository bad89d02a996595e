// The list of containers into ours: GET /containers/json, which Docker and Podman answer alike.
import type { ContainerRow } from "#shared/contract/containers";
import type { Container } from "./container";
import { type Listed, longestText } from "./wire";

type Port = Listed["Ports"][number];

export function containerFrom(listed: Listed, service: Container["service"]): Container {
  const status = listed.Status ?? "";
  return {
    id: listed.Id,
    name: nameOf(listed),
    image: listed.Image ?? "",
    service,
    state: stateOf(listed.State),
    status,
    health: healthOf(status),
    createdAt: listed.Created && listed.Created > 0 ? listed.Created * 1000 : undefined,
    ports: portsOf(listed.Ports),
    group: groupOf(listed.Labels),
  };
}

/** Docker puts a slash before each name, and lists the names under which linked containers know it ("/web/db") among them. */
function nameOf({ Names, Id }: Listed): string {
  const names = Names.map((name) => name.replace(/^\//, "")).filter((name) => name !== "");
  return names.find((name) => !name.includes("/")) ?? names[0] ?? Id.slice(0, 12);
}

const states = new Map<string, ContainerRow["state"]>([
  ["created", "created"],
  ["configured", "created"],
  ["initialized", "created"],
  ["running", "running"],
  ["paused", "paused"],
  ["restarting", "restarting"],
  ["removing", "removing"],
  ["stopping", "running"],
  ["stopped", "exited"],
  ["exited", "exited"],
  ["dead", "dead"],
]);

/** Docker's seven words, and Podman's further ones. */
const stateOf = (state: string | null | undefined): ContainerRow["state"] => states.get((state ?? "").toLowerCase()) ?? "unknown";

/** The list tells the health only within its sentence: "Up 3 hours (healthy)". */
function healthOf(status: string): ContainerRow["health"] {
  if (status.endsWith("(healthy)")) return "healthy";
  if (status.endsWith("(unhealthy)")) return "unhealthy";
  return status.endsWith("(health: starting)") || status.endsWith("(starting)") ? "starting" : undefined;
}

/** A range of ports is published one by one. Nobody reads more of them than this. */
const mostPorts = 100;

/** A port that is open on all addresses comes twice, for IPv4 and IPv6. */
function portsOf(ports: readonly Port[]): string[] {
  const sorted = [...ports].sort((a, b) => a.PrivatePort - b.PrivatePort || (a.PublicPort ?? 0) - (b.PublicPort ?? 0));
  return [...new Set(sorted.map(portWords))].slice(0, mostPorts);
}

function portWords({ IP, PrivatePort, PublicPort, Type }: Port): string {
  const inside = `${PrivatePort}/${Type || "tcp"}`;
  if (!PublicPort) return inside;
  const isEverywhere = !IP || IP === "0.0.0.0" || IP === "::";
  const address = isEverywhere ? "" : IP.includes(":") ? `[${IP}]:` : `${IP}:`;
  return `${address}${PublicPort} → ${inside}`;
}

const groupLabels = ["com.docker.compose.project", "io.podman.compose.project", "io.kubernetes.pod.name"];

function groupOf(labels: unknown): string | undefined {
  if (typeof labels !== "object" || labels === null) return undefined;
  for (const name of groupLabels) {
    const value: unknown = Object.hasOwn(labels, name) ? (labels as Record<string, unknown>)[name] : undefined;
    if (typeof value === "string" && value !== "") return value.slice(0, longestText);
  }
  return undefined;
}
