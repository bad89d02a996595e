import { expect, test } from "vitest";
import { parseCommandLine, parsePasswd, readDiskBytes } from "../../../../electron/engine/processes/process-files";
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
