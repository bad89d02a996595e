import { expect, test } from "vitest";
import { socketPlaces } from "../../../../electron/engine/containers/socket-places";

const home = "/home/ada";
const usual = [
  "docker /var/run/docker.sock",
  "docker /home/ada/.docker/run/docker.sock",
  "docker /home/ada/.docker/desktop/docker.sock",
  "podman /run/podman/podman.sock",
];

const wordsOf = (env: Record<string, string>) => socketPlaces({ env, home }).map(({ kind, socket }) => `${kind} ${socket}`);

test.each<{ name: string; env: Record<string, string>; expected: string[] }>([
  { name: "nothing set", env: {}, expected: usual },
  {
    name: "a runtime folder",
    env: { XDG_RUNTIME_DIR: "/run/user/1000" },
    expected: [
      "docker /var/run/docker.sock",
      "docker /run/user/1000/docker.sock",
      "docker /home/ada/.docker/run/docker.sock",
      "docker /home/ada/.docker/desktop/docker.sock",
      "podman /run/user/1000/podman/podman.sock",
      "podman /run/podman/podman.sock",
    ],
  },
  {
    name: "a socket of the user's choice first",
    env: { DOCKER_HOST: "unix:///srv/d.sock", CONTAINER_HOST: "unix:///srv/p.sock" },
    expected: ["docker /srv/d.sock", "podman /srv/p.sock", ...usual],
  },
  {
    name: "a usual socket once, though it is also set",
    env: { DOCKER_HOST: "unix:///run/podman/podman.sock" },
    expected: ["docker /run/podman/podman.sock", ...usual.slice(0, 3)],
  },
  { name: "an empty variable as not set", env: { DOCKER_HOST: "" }, expected: usual },
])("the sockets looked at, with $name", ({ env, expected }) => expect(wordsOf(env)).toEqual(expected));

test.each(["tcp://10.0.0.5:2376", "ssh://build.example", "unix://relative.sock", "npipe:////./pipe/docker_engine"])(
  "%s is not asked, and the reason says what is",
  (address) => {
    const [first] = socketPlaces({ env: { DOCKER_HOST: address }, home });
    expect(first?.problem).toBe(
      `DOCKER_HOST is "${address}", and only unix sockets (unix:///…) are read: containers elsewhere are for a Watchdeck there.`,
    );
  },
);

test("a password in an address is not told on", () => {
  const [first] = socketPlaces({ env: { DOCKER_HOST: "tcp://ada:secret@10.0.0.5:2376" }, home });
  expect(JSON.stringify(first)).not.toContain("secret");
});
