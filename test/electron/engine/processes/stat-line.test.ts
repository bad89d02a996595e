import { expect, test } from "vitest";
import { createStatLine, nameOf, readStatLine, type StatLine } from "../../../../electron/engine/processes/stat-line";
import { fixture } from "../../../support/fixture";

function read(text: string | Buffer): (Omit<StatLine, "nameStart" | "nameEnd"> & { name: string }) | undefined {
  const bytes = Buffer.from(text);
  const line = createStatLine();
  if (!readStatLine(bytes, bytes.length, line)) return undefined;
  const { nameStart, nameEnd, ...numbers } = line;
  return { name: nameOf(bytes, line), ...numbers };
}

test("a captured line is read by the manual's field numbers", () => {
  expect(read(fixture("proc/pid-stat"))).toEqual({
    name: "cat",
    state: 0,
    parentPid: 13296,
    isKernelThread: false,
    minorFaults: 115,
    majorFaults: 0,
    userTicks: 0,
    systemTicks: 0,
    nice: 0,
    threads: 1,
    startTicks: 172826,
    virtualBytes: 3133440,
    residentPages: 410,
  });
});

const rest = "S 1 2 3 0 -1 4194304 115 0 7 0 40 60 0 0 20 -5 3 0 999 3133440 410 18446744073709551615";
test.each([
  { text: `7 (tmux: server) ${rest}`, name: "tmux: server" },
  { text: `7 ((sd-pam)) ${rest}`, name: "(sd-pam)" },
  { text: `7 (a) S 1 (b) ${rest}`, name: "a) S 1 (b" },
  { text: `7 (two\nlines) ${rest}`, name: "two\nlines" },
  { text: `7 (🦊 ü) ${rest}`, name: "🦊 ü" },
  { text: `7 () ${rest}`, name: "" },
  {
    text: `7 (kworker/u512:3-events_unbound_and_a_long_name_of_sixty_two_bytes) ${rest}`,
    name: "kworker/u512:3-events_unbound_and_a_long_name_of_sixty_two_bytes",
  },
])("a process may call itself $name", ({ text, name }) => {
  expect(read(text)).toMatchObject({ name, userTicks: 40, systemTicks: 60, majorFaults: 7, nice: -5, threads: 3 });
});

test("a name that is no UTF-8 is shown with marks in the place of what nobody can read", () => {
  expect(read(Buffer.concat([Buffer.from("7 (caf"), Buffer.from([0xe9]), Buffer.from(`) ${rest}`)]))?.name).toBe("caf\ufffd");
});

test.each([
  "",
  "7",
  "7 (cat",
  "7 (cat)",
  "7 (cat) R",
  "7 (cat) R 1",
  "7 (cat) S x 2 3",
  `7 (cat) ${rest.slice(0, 60)}`,
  "\0\0\0",
])("a text that is no whole line gives nothing: %j", (text) => expect(read(text)).toBeUndefined());

test("a number that may be cut off is not believed", () => {
  const upToResident = `7 (cat) ${rest.slice(0, rest.lastIndexOf(" "))}`;
  expect(read(upToResident)).toBeUndefined();
  expect(read(`${upToResident} `)).toMatchObject({ residentPages: 410 });
});

test("what lies behind the end, of an earlier read, is not looked at", () => {
  const bytes = Buffer.from(`7 (cat) ${rest}`);
  const residentAt = bytes.toString().lastIndexOf("410 ");
  expect([30, residentAt + 2, residentAt + 3].map((length) => readStatLine(bytes, length, createStatLine()))).toEqual([
    false,
    false,
    false,
  ]);
  expect(readStatLine(bytes, residentAt + 4, createStatLine())).toBe(true);
});

test.each([
  ["R", 0],
  ["S", 1],
  ["D", 2],
  ["Z", 3],
  ["T", 4],
  ["t", 5],
  ["I", 6],
  ["X", 7],
  ["P", 8],
  ["?", 9],
])("the state %s has the place %i in the contract's list", (letter, place) => {
  expect(read(`7 (cat) ${letter}${rest.slice(1)}`)?.state).toBe(place);
});

test("a name that is still the same is the same string, and another is read anew", () => {
  const bytes = Buffer.from(`7 (cat) ${rest}`);
  const line = createStatLine();
  readStatLine(bytes, bytes.length, line);
  expect([nameOf(bytes, line, "cat"), nameOf(bytes, line, "dog"), nameOf(bytes, line, "cats")]).toEqual(["cat", "cat", "cat"]);
});
