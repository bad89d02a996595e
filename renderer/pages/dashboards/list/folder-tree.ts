// The places and their folders as a tree, drawn as lines with a level each.
import { ownPlace, type WatchedFolder } from "#shared/contract/dashboards";
import type { CallOutput } from "#shared/contract/index";
import { isFolderIn } from "./find";

export interface FolderLine {
  place: string;
  folder: string;
  name: string;
  /** 0: the place itself. */
  level: number;
  /** Dashboards in it and in the folders in it. */
  count: number;
  /** Of a watched folder, on its own line. */
  watched?: WatchedFolder;
}

export function folderLines({ dashboards, folders, watched }: CallOutput<"dashboards.list">): FolderLine[] {
  const places = [
    { id: ownPlace, name: "My dashboards" },
    ...watched.map((folder) => ({ id: folder.id, name: lastName(folder.path), folder })),
  ];
  return places.flatMap((place) => {
    const inPlace = dashboards.filter((row) => row.place === place.id);
    const names = folders.filter((each) => each.place === place.id).map(({ folder }) => folder);
    const lineOf = (folder: string): FolderLine => ({
      place: place.id,
      folder,
      name: folder === "" ? place.name : lastName(folder),
      level: folder === "" ? 0 : folder.split("/").length,
      count: inPlace.filter((row) => isFolderIn(row.folder, folder)).length,
    });
    const root: FolderLine = { ...lineOf(""), ...("folder" in place && { watched: place.folder }) };
    return [root, ...names.sort(byNames).map(lineOf)];
  });
}

const lastName = (path: string): string => path.split(/[/\\]/).findLast((name) => name !== "") ?? path;

/** A folder comes right before what is in it: name by name, not letter by letter. */
function byNames(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = (left[index] ?? "").localeCompare(right[index] ?? "", "en", { numeric: true });
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** What a place and folder are called together: `My dashboards / Linux`. */
export function folderWords(lines: readonly FolderLine[], place: string, folder: string): string {
  const root = lines.find((line) => line.place === place && line.folder === "")?.name ?? "a folder that is not watched any more";
  return folder === "" ? root : `${root} / ${folder.replaceAll("/", " / ")}`;
}
