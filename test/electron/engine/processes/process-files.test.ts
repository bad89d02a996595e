import { expect, test } from "vitest";
import {
  numberOfLine,
  parseAuxiliaryVector,
  parseBootTime,
  parseCommandLine,
  parsePasswd,
  readDiskBytes,
} from "../../../../electron/engine/processes/process-files";
import { fixture } from "../../../support/fixture";

function disk(text: string, length = text.length) {
  const into = { read: 0, written: 0 };
  return readDiskBytes(Buffer.from(text), length, into) ? into : undefined;
}

test.each([
  { name: "a captured file", text: fixture("proc/pid-io"), expected: { read: 0, written: 0 } },
  {
    name: "one that reads and writes",
    text: "rchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 77\n",
    expected: { read: 4096, written: 8192 },
  },
  { name: "an empty file", text: "", expected: undefined },
  { name: "one cut off within a number", text: "rchar: 9\nread_bytes: 4096\nwrite_bytes: 81", expected: undefined },
  { name: "one with words for numbers", text: "rchar: 9\nread_bytes: many\nwrite_bytes: 1\n", expected: undefined },
])("the disk bytes of $name are $expected", ({ text, expected }) => expect(disk(text)).toEqual(expected));

test("what an earlier read left behind the end is not taken for this process's", () => {
  const text = "rchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\n";
  expect(disk(text, 12)).toBeUndefined();
});

test.each([
  { text: "node\0--import\0a b.mjs\0", expected: "node --import a b.mjs" },
  { text: "nginx: worker process\0\0\0\0", expected: "nginx: worker process" },
  { text: "postgres: checkpointer   ", expected: "postgres: checkpointer" },
  { text: "", expected: "" },
])("the command line $text reads as $expected", ({ text, expected }) => expect(parseCommandLine(text)).toBe(expected));

test("names come from passwd by id; torn lines and second names are passed over", () => {
  const text = `${fixture("proc/passwd")}broken\nodd:x:abc:1\ntoor:x:0:0::/root:/bin/sh\n+::::::\n`;
  expect([...parsePasswd(text)]).toEqual([
    [0, "root"],
    [1, "daemon"],
    [2, "bin"],
    [3, "sys"],
    [4, "sync"],
  ]);
});

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

test("a line is found by its whole name", () => {
  const text = fixture("proc/pid-smaps-rollup");
  expect([numberOfLine(text, "Pss"), numberOfLine(text, "Swap"), numberOfLine(text, "Ps")]).toEqual([
    Number(/^Pss: +(\d+)/m.exec(text)?.[1]),
    0,
    undefined,
  ]);
});

test.each([
  { text: fixture("proc/stat"), expected: expect.any(Number) },
  { text: "cpu 1 2 3\nbtime 1795250111\n", expected: 1_795_250_111_000 },
  { text: "", expected: undefined },
])("the boot time is found, or said to be unknown", ({ text, expected }) => expect(parseBootTime(text)).toEqual(expected));
