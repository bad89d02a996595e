import { expect, test } from "vitest";
import { createDiskstatsParser } from "../../../../../electron/engine/collectors/storage/diskstats";
import { fixture } from "../../../../support/fixture";

const read = (text: string) =>
  createDiskstatsParser()(text).map(({ device, major, minor, fields, count }) => ({
    device,
    number: `${major}:${minor}`,
    fields: [...fields.slice(0, count)],
  }));

test("each line of a captured file is a device with its number and its 17 fields", () => {
  const lines = read(fixture("proc/diskstats"));
  expect(lines.map(({ device }) => device).slice(-2)).toEqual(["vda", "zram0"]);
  expect(lines.at(-2)).toEqual({
    device: "vda",
    number: "254:0",
    fields: [70401, 13798, 5734458, 28949, 38106, 51005, 5656296, 16755, 0, 9684, 46694, 11949, 39, 900936, 814, 4887, 174],
  });
});

const eleven = "1 2 3 4 5 6 7 8 9 10 11";

test.each([
  { name: "a kernel up to 4.17, with eleven fields", text: `8 0 sda ${eleven}\n`, fields: 11 },
  { name: "a kernel up to 5.4, with fifteen", text: `8 0 sda ${eleven} 12 13 14 15\n`, fields: 15 },
  { name: "a kernel to come, with more than are known", text: `8 0 sda ${eleven} 12 13 14 15 16 17 18 19\n`, fields: 17 },
  { name: "no line feed at the end", text: `8 0 sda ${eleven}`, fields: 11 },
  { name: "a word where the twelfth field should be", text: `8 0 sda ${eleven} many 13\n`, fields: 11 },
])("a line of $name is read", ({ text, fields }) => {
  expect(read(text).map((line) => line.fields.length)).toEqual([fields]);
});

test.each([
  { name: "empty", text: "" },
  { name: "cut off within a line", text: "8 0 sda 1 2 3 4 5" },
  { name: "without numbers", text: "eight zero sda 1 2 3 4 5 6 7 8 9 10 11\n" },
  { name: "all spaces and line feeds", text: " \n\n   \n" },
  { name: "binary rubbish", text: "\0\0\uFFFD \u0001\n".repeat(100) },
])("a file that is $name has no devices", ({ text }) => expect(read(text)).toEqual([]));

test("a torn line does not take the next one along", () => {
  expect(read(`8 0 sda 1 2 3\n8 16 sdb ${eleven}\n`).map(({ device }) => device)).toEqual(["sdb"]);
});

test("a name is whatever stands there", () => {
  expect(read(`8 0 c0d0"🔥\uFFFD ${eleven}\n`).map(({ device }) => device)).toEqual(['c0d0"🔥\uFFFD']);
});

test("a line of fewer fields leaves nothing of the longer one that stood in its place before", () => {
  const parse = createDiskstatsParser();
  parse(`8 0 sda ${eleven} 12 13 14 15 16 17\n`);
  expect(parse(`8 0 sda ${eleven}\n`).map(({ count }) => count)).toEqual([11]);
});

test("a thousand devices are read, each as itself", () => {
  const text = Array.from({ length: 1000 }, (_, index) => `8 ${index} sd${index} ${eleven}`).join("\n");
  const lines = read(text);
  expect(lines.length).toBe(1000);
  expect(lines.every(({ device, number }, index) => device === `sd${index}` && number === `8:${index}`)).toBe(true);
});
