// Files that are held open between two reads, up to a number that leaves room below the limit on open files.

export interface KeptFiles<File> {
  /** The open file of this path, which then counts as used just now. */
  use(path: string): File | undefined;
  /** Holds one more; the one that was not used for longest makes room for it. */
  keep(path: string, file: File): void;
  /** No longer held, and not closed here. */
  forget(path: string): void;
  closeAll(): void;
}

/**
 * Devices come and go, and nobody asks again for the files of those that went: without a way out they would fill the places
 * of all the others.
 */
export function createKeptFiles<File>(most: number, close: (file: File) => void): KeptFiles<File> {
  // A Map lists its entries in the order in which they came, so putting one in anew makes it the last to go.
  const kept = new Map<string, File>();
  return {
    use(path) {
      const file = kept.get(path);
      if (file === undefined) return undefined;
      kept.delete(path);
      kept.set(path, file);
      return file;
    },
    keep(path, file) {
      for (const [oldest, itsFile] of kept) {
        if (kept.size < most) break;
        kept.delete(oldest);
        close(itsFile);
      }
      kept.set(path, file);
    },
    forget: (path) => void kept.delete(path),
    closeAll() {
      for (const file of kept.values()) close(file);
      kept.clear();
    },
  };
}
