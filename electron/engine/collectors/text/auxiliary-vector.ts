/** What the kernel tells every program at its start, /proc/self/auxv: pairs of a key and a value. getauxval(3). */
export function parseAuxiliaryVector(bytes: Buffer): { pageSize: number; ticksPerSecond: number } {
  const pageSizeKey = 6n;
  const clockTickKey = 17n;
  const found = { pageSize: 4096, ticksPerSecond: 100 };
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const key = bytes.readBigUInt64LE(at);
    if (key === pageSizeKey) found.pageSize = Number(bytes.readBigUInt64LE(at + 8));
    if (key === clockTickKey) found.ticksPerSecond = Number(bytes.readBigUInt64LE(at + 8));
  }
  return found;
}
