// Where Docker and Podman put their sockets. What the user set comes first; the others are where an installation puts them.
import { posix } from "node:path";
import type { ContainerService } from "#shared/contract/containers";

export interface SocketPlace {
  kind: ContainerService["kind"];
  /** A path; where `problem` is set, the address as it was given. */
  socket: string;
  /** Why nobody can be asked there, in words. */
  problem?: string;
}

interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
}

export function socketPlaces({ env, home }: Surroundings): SocketPlace[] {
  const runtime = env.XDG_RUNTIME_DIR;
  const places: SocketPlace[] = [
    ...named("docker", "DOCKER_HOST", env.DOCKER_HOST),
    ...named("podman", "CONTAINER_HOST", env.CONTAINER_HOST),
    { kind: "docker", socket: "/var/run/docker.sock" },
    // Docker without root, and Docker Desktop's two places.
    ...(runtime ? [{ kind: "docker" as const, socket: posix.join(runtime, "docker.sock") }] : []),
    { kind: "docker", socket: posix.join(home, ".docker/run/docker.sock") },
    { kind: "docker", socket: posix.join(home, ".docker/desktop/docker.sock") },
    ...(runtime ? [{ kind: "podman" as const, socket: posix.join(runtime, "podman/podman.sock") }] : []),
    { kind: "podman", socket: "/run/podman/podman.sock" },
  ];
  return places.filter(({ socket }, index) => places.findIndex((other) => other.socket === socket) === index);
}

/** Both programs take an address with a scheme, such as `unix:///run/user/1000/docker.sock` and `ssh://build.example`. */
function named(kind: SocketPlace["kind"], variable: string, value: string | undefined): SocketPlace[] {
  if (!value) return [];
  const path = /^unix:\/\/(\/.+)$/.exec(value)?.[1];
  if (path) return [{ kind, socket: path }];
  const problem = `${variable} is ${quoted(value)}, and only unix sockets (unix:///…) are read: containers elsewhere are for a Watchdeck there.`;
  return [{ kind, socket: withoutLogin(value), problem }];
}

const quoted = (value: string) => JSON.stringify(withoutLogin(value).slice(0, 200));

/** An address may hold a password, which is nobody's business here. */
const withoutLogin = (address: string) => address.replace(/\/\/[^/@]*@/, "//");
