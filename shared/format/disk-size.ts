/** Bytes as disks are sold, by thousands, so that they compare with a size that was chosen so: `45.7 MB`, `1 GB`. */
export function formatDiskSize(bytes: number): string {
  for (const [unit, one] of units) {
    // Rounded first: 999.7 MB are written "1 GB", not "1000 MB".
    if (Number(bytes.toPrecision(3)) >= one) return `${Number((bytes / one).toPrecision(3))} ${unit}`;
  }
  return `${bytes} B`;
}

const units = [
  ["PB", 1e15],
  ["TB", 1e12],
  ["GB", 1e9],
  ["MB", 1e6],
  ["kB", 1e3],
] as const;
