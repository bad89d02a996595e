// The folders of some processes as texts: "41/stat", "41/fd/3" for a link. An Error stands for what cannot be read.
import type { ProcFolder } from "../../electron/engine/processes/proc-folder";
import { failure } from "./fake-process-machine";

interface Contents {
  files?: Record<string, string | Error>;
  links?: Record<string, string | Error>;
  owners?: Record<number, number>;
  /** How many characters come at once. */
  piece?: number;
}

export function createFakeProcFolder({ files = {}, links = {}, owners = {}, piece = 1000 }: Contents): ProcFolder {
  const find = (all: Record<string, string | Error>, path: string): string => {
    const found = Object.hasOwn(all, path) ? all[path] : undefined;
    if (found === undefined) throw failure("ENOENT");
    if (found instanceof Error) throw found;
    return found;
  };
  const inside = (folder: string) => {
    const paths = [...Object.keys(files), ...Object.keys(links)].filter((path) => path.startsWith(folder));
    return [...new Set(paths.map((path) => path.slice(folder.length).split("/")[0] ?? ""))];
  };
  return {
    pids: async () => inside("").map(Number),
    text: (pid, file) => find(files, `${pid}/${file}`),
    link: (pid, file) => find(links, `${pid}/${file}`),
    async list(pid, folder) {
      const closed = files[`${pid}/${folder}`];
      if (closed instanceof Error) throw closed;
      const names = inside(`${pid}/${folder}/`);
      if (names.length === 0) throw failure("ENOENT");
      return names;
    },
    userId: (pid) => owners[pid] ?? process.getuid?.() ?? 0,
    carefulText: async (pid, file) => find(files, `${pid}/${file}`),
    async pieces(pid, file, onPiece) {
      const text = find(files, `${pid}/${file}`);
      for (let at = 0; at < text.length; at += piece) onPiece(text.slice(at, at + piece));
    },
  };
}
