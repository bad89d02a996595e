import { expect, test } from "vitest";
import { parseAuxiliaryVector } from "../../../../../electron/engine/collectors/text/auxiliary-vector";

test("page size and tick length come from what the kernel told the program at its start", () => {
  const pairs = [
    [33n, 1n],
    [6n, 16384n],
    [17n, 1000n],
    [0n, 0n],
  ] as const;
  const bytes = Buffer.alloc(pairs.length * 16);
  for (const [index, [key, value]] of pairs.entries()) {
    bytes.writeBigUInt64LE(key, index * 16);
    bytes.writeBigUInt64LE(value, index * 16 + 8);
  }
  expect(parseAuxiliaryVector(bytes)).toEqual({ pageSize: 16384, ticksPerSecond: 1000 });
  expect(parseAuxiliaryVector(Buffer.alloc(0))).toEqual({ pageSize: 4096, ticksPerSecond: 100 });
});
