// Another machine's files under a folder of their own, from test/fixtures/machines/<name>/machine.txt. That is one text and not
// a folder of files because the names have colons in them, which Windows cannot check out, and links.
//
//   # a comment
//   /sys/class/hwmon/hwmon4 -> ../../devices/platform/coretemp.0/hwmon/hwmon4
//   /sys/class/thermal/thermal_zone0/temp = 47000
//   /srv/                                      a folder, empty unless something is put there (one that ends so may have spaces)
//   /proc/mdstat:                              several lines, each after a bar
//   | Personalities : [raid1]
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fixture } from "./fixture";

export interface MachineTree {
  root: string;
  remove(): void;
}

export function plantMachine(name: string): MachineTree {
  const root = mkdtempSync(join(tmpdir(), "watchdeck-machine-"));
  let open: { path: string; lines: string[] } | undefined;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
  };
  const finish = () => {
    if (open) put(open.path, open.lines.map((line) => `${line}\n`).join(""));
    open = undefined;
  };
  for (const line of fixture(`machines/${name}/machine.txt`).split("\n")) {
    if (line.startsWith("|")) {
      open?.lines.push(line.slice(2));
      continue;
    }
    finish();
    if (line === "" || line.startsWith("#")) continue;
    const [, path = "", sign, rest = ""] = /^(\/.*?)(?: (->|=) ?(.*)|:)?$/.exec(line) ?? [];
    if (sign === "=") put(path, `${rest}\n`);
    else if (sign === "->") {
      mkdirSync(dirname(root + path), { recursive: true });
      symlinkSync(rest, root + path);
    } else if (path.endsWith("/")) mkdirSync(root + path, { recursive: true });
    else open = { path, lines: [] };
  }
  finish();
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
