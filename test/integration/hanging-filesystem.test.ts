// Filesystems that really hang: FUSE mounts whose daemon never says a word, in a mount namespace of their own, which ends
// with the processes in it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../support/bundle";
import { suite } from "../support/suite";

const names = ["one", "two", "three"];

// The shell holds the daemons' end of each mount and never reads from it; the program must not, or its end would be theirs.
const script = `
exec 3<>/dev/fuse 4<>/dev/fuse 5<>/dev/fuse || exit 90
how=rootmode=40000,user_id=0,group_id=0
mount -i -t fuse -o fd=3,$how one "$1/one" || exit 91
mount -i -t fuse -o fd=4,$how two "$1/two" || exit 91
mount -i -t fuse -o fd=5,$how three "$1/three" || exit 91
[ -z "$3" ] && exit 0
timeout -s KILL 20 "$2" "$3" 3>&- 4>&- 5>&-
echo "$SECONDS"
`;

function inOwnNamespace(folder: string, program = "") {
  const namespace = process.getuid?.() === 0 ? "-m" : "-Urm";
  return spawnSync("unshare", [namespace, "bash", "-c", script, "bash", folder, process.execPath, program], { encoding: "utf8" });
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-hanging-"));
  for (const name of names) mkdirSync(join(folder, name));
  return folder;
}

function missing(): string[] {
  if (process.platform !== "linux" || !existsSync("/dev/fuse")) return ["Linux with FUSE"];
  const folder = makeFolder();
  try {
    return inOwnNamespace(folder).status === 0 ? [] : ["the right to mount in a namespace of its own"];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

suite("filesystems that hang", missing(), () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = makeFolder();
    program = await bundle("test/support/hanging-child.ts", join(folder, "program"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("two are asked and given up, the rest is measured, threads are left, and the process can still end", () => {
    const [runs = "", secondsUntilTheEnd] = inOwnNamespace(folder, program).stdout.trim().split("\n");
    const hanging = names.map((name) => `${name} mountpoint timeout 1`);
    expect(JSON.parse(runs)).toEqual([
      { seconds: expect.closeTo(3, 0), others: true, hanging },
      { seconds: expect.closeTo(0, 0), others: true, hanging },
    ]);
    // By itself, that is, and not by the kill after 20 s.
    expect(Number(secondsUntilTheEnd)).toBeLessThan(12);
  });
});
