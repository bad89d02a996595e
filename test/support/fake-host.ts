// A machine made of texts: files by path, links and mounted filesystems by path. Folders follow from the files.
import { type Host, NotAnswering } from "../../electron/engine/collectors/collector";

type Sizes = Awaited<ReturnType<Host["statFilesystem"]>>;

interface Contents {
  platform?: NodeJS.Platform;
  now?: number;
  /** An Error stands for a file that cannot be read. */
  files?: Record<string, string | Error>;
  links?: Record<string, string>;
  /** `hangs` never answers, and the host says so; `gone` fails. */
  filesystems?: Record<string, Sizes | "hangs" | "gone">;
}

export interface FakeHost extends Host {
  /** Change these to let something happen to the machine. */
  files: Map<string, string | Error>;
  /** Which filesystems were asked, in order. */
  asked: string[];
}

export function createFakeHost({
  platform = "linux",
  now = 0,
  files = {},
  links = {},
  filesystems = {},
}: Contents = {}): FakeHost {
  const host: FakeHost = {
    platform,
    machine: "x86_64",
    now: () => now,
    files: new Map(Object.entries(files)),
    asked: [],
    async readText(path) {
      const text = host.files.get(path);
      if (text === undefined) throw missing(path);
      if (text instanceof Error) throw text;
      return text;
    },
    async listFolder(path) {
      const inside = [...host.files.keys(), ...Object.keys(links)].filter((file) => file.startsWith(`${path}/`));
      if (inside.length === 0) throw missing(path);
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split("/")[0] ?? ""))];
    },
    async readLink(path) {
      const target = links[path];
      if (target === undefined) throw missing(path);
      return target;
    },
    async statFilesystem(path) {
      host.asked.push(path);
      const found = filesystems[path] ?? "gone";
      if (found === "hangs") throw new NotAnswering(`${path} did not answer`);
      if (found === "gone") throw missing(path);
      return found;
    },
  };
  return host;
}

const missing = (path: string) =>
  Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: "ENOENT" });
