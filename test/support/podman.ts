// A real Podman of a test's own: its service on a socket in a scratch folder, with its images and containers beside it, so
// that the machine's own containers are never touched.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually";
import { isOnPath } from "./programs";

/** What the machine lacks for it, by name; empty when nothing. */
export function missingForPodman(): string[] {
  if (process.platform !== "linux") return ["Linux"];
  return [...(isOnPath("podman") ? [] : ["podman"]), ...(staticBusybox() ? [] : ["a static busybox"])];
}

export interface OwnPodman {
  socket: string;
  /** The image that there is: one program, busybox. */
  image: string;
  /** Runs the podman command, and answers what it printed. */
  run(...words: string[]): string;
  stop(): void;
}

export async function startPodman(): Promise<OwnPodman> {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-podman-"));
  const socket = join(folder, "podman.sock");
  const own = [
    ...["--root", join(folder, "root"), "--runroot", join(folder, "run"), "--tmpdir", join(folder, "tmp")],
    ...["--storage-driver", "vfs", "--cgroup-manager", "cgroupfs", "--events-backend", "file"],
  ];
  const run = (...words: string[]) => execFileSync("podman", [...own, ...words], { encoding: "utf8" }).trim();
  let service: ChildProcess | undefined;
  const stop = () => {
    spawnSync("podman", [...own, "rm", "--all", "--force", "--time", "0"], { stdio: "ignore" });
    service?.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const image = "localhost/watchdeck-test:1";
    mkdirSync(join(folder, "image/bin"), { recursive: true });
    copyFileSync(staticBusybox() ?? "", join(folder, "image/bin/busybox"));
    execFileSync("tar", ["-C", join(folder, "image"), "-cf", join(folder, "image.tar"), "bin"]);
    run("import", "--quiet", join(folder, "image.tar"), image);
    service = spawn("podman", [...own, "system", "service", "--time", "0", `unix://${socket}`], { stdio: "ignore" });
    await eventually(() => existsSync(socket) || undefined, "Podman's service listens");
    return { socket, image, run, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** One that needs no library: an image of nothing else can run it. */
function staticBusybox(): string | undefined {
  const found = spawnSync("which", ["busybox"], { encoding: "utf8" });
  const path = found.status === 0 ? found.stdout.trim() : undefined;
  return path && !/\/ld-(linux|musl)/.test(readFileSync(path, "latin1")) ? path : undefined;
}
