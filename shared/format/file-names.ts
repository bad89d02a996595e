// Names for files that are named after what people have called something.

/** One name for each title, in their order: numbered where several are alike. */
export function fileNames(titles: readonly string[], ending: string): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const stem = fileStem(title);
    let name = stem;
    for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`;
    taken.add(name);
    return `${name}.${ending}`;
  });
}

/** A title as the name of a file: `CPU / busy` is `cpu-busy`; short enough for any file system, and never a path. */
export function fileStem(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return words === "" ? "panel" : Array.from(words).slice(0, 80).join("");
}
