// Folders: those inside the places, and the places that the user has us watch.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, realpath, rename, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WatchedFolder } from "#shared/contract/dashboards";
import { AppError } from "#shared/model/failure";
import { absolutePath } from "../rules/rule-file-storage";
import type { DashboardFolder } from "../settings/schema";
import { folderNames, folderPath, isInside, refuseOutside } from "./safe-names";
import { type Place, scanPlace } from "./scan";
import { orRefuse } from "./why-not";

interface Options {
  dataFolder: string;
  own: Place;
  places(): readonly Place[];
  watched: { list(): readonly DashboardFolder[]; save(folders: DashboardFolder[]): Promise<void> };
}

type Named = { place: string; folder: string };
type Done = Record<string, never>;

export interface Folders {
  make(request: Named): Promise<Done>;
  rename(request: Named & { name: string }): Promise<Done>;
  remove(request: Named): Promise<Done>;
  watch(path: string): Promise<WatchedFolder>;
  unwatch(id: string): Promise<Done>;
}

export function createFolders({ dataFolder, own, places, watched }: Options): Folders {
  /** Where the folder is. The place itself is none that could be renamed or removed. */
  function pathOf({ place: id, folder }: Named): { path: string; root: string } {
    const place = places().find((each) => each.id === id);
    if (!place) throw new AppError({ kind: "not-found", say: "This folder is not watched any more." });
    if (folder === "") throw new AppError({ kind: "bad-request", say: "A folder needs a name." });
    return { path: folderPath(place.root, folder), root: place.root };
  }

  return {
    async make(request) {
      const { path, root } = pathOf(request);
      await orRefuse(`The folder ${path} cannot be made`, async () => {
        await mkdir(path, { recursive: true });
        await refuseOutside(path, root);
      });
      return {};
    },

    async rename({ name, ...request }) {
      const { path, root } = pathOf(request);
      if (folderNames(name).length !== 1) throw new AppError({ kind: "bad-request", say: "A folder's name has no / in it." });
      const target = join(dirname(path), name);
      await orRefuse(`The folder ${path} cannot be renamed to ${name}`, async () => {
        await refuseOutside(path, root);
        // Renaming onto an empty folder would silently succeed; a change of case only is the same folder on some systems.
        const isCaseOnly = path.toLowerCase() === target.toLowerCase();
        if (!isCaseOnly && (await isThere(target))) {
          throw new AppError({ kind: "refused", say: `There is a folder ${target} already; choose another name.` });
        }
        await rename(path, target);
      });
      return {};
    },

    async remove(request) {
      const { path, root } = pathOf(request);
      await orRefuse(`The folder ${path} cannot be removed`, async () => {
        await refuseOutside(path, root);
        if ((await readdir(path)).length > 0) {
          throw new AppError({ kind: "refused", say: `The folder ${path} is not empty; move or remove what is in it first.` });
        }
        await rmdir(path);
      });
      return {};
    },

    async watch(typed) {
      const path = absolutePath(typed.trim());
      await orRefuse(`${path} cannot be watched`, async () => {
        if (!(await stat(path)).isDirectory()) throw new AppError({ kind: "bad-request", say: `${path} is no folder.` });
        await refuseOverlap(await realpath(path));
        // Watching a whole disk would be a load of its own.
        const scan = await scanPlace({ id: "", root: path, isOwn: false }, new Map());
        if (scan.isTooLarge) throw new AppError({ kind: "refused", say: scan.problem ?? `${path} is too large.` });
      });
      const folder = { id: randomUUID(), path };
      await watched.save([...watched.list(), folder]);
      return folder;
    },

    async unwatch(id) {
      await watched.save(watched.list().filter((folder) => folder.id !== id));
      return {};
    },
  };

  /** A file that lies in two places would be listed twice. */
  async function refuseOverlap(path: string): Promise<void> {
    for (const { root } of [own, ...watched.list().map((folder) => ({ root: folder.path }))]) {
      const other = await realpath(root).catch(() => root);
      if (!isInside(path, other) && !isInside(other, path)) continue;
      const say =
        root === own.root
          ? `${path} and the data folder ${dataFolder} lie in one another: dashboards there are listed already.`
          : `${root} is watched already, and ${path} and it lie in one another.`;
      throw new AppError({ kind: "refused", say });
    }
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
