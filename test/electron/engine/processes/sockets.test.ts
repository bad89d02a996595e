import { expect, test } from "vitest";
import { describeSockets, parseInternetSocket, parseUnixSocket } from "../../../../electron/engine/processes/sockets";
import { createFakeProcFolder } from "../../../support/fake-proc-folder";
import { failure } from "../../../support/fake-process-machine";
import { fixture } from "../../../support/fixture";

const tables = ["tcp", "tcp6", "udp", "udp6", "unix"];
// As the files come: bytes, each a character.
const raw = (text: string) => Buffer.from(text).toString("latin1");
const files = Object.fromEntries(tables.map((table) => [`7/net/${table}`, raw(fixture(`proc/pid-net/${table}`))]));
const wanted = new Set(Array.from({ length: 12 }, (_, index) => String(1_014_711 + index)));

test.each([1, 7, 150, 100_000])(
  "captured sockets are put in words, whether the tables come in pieces of %i characters or whole",
  async (piece) => {
    const found = await describeSockets(createFakeProcFolder({ files, piece }), 7, wanted);
    expect(Object.fromEntries(found)).toEqual({
      1014711: "tcp 127.0.0.1:19471 listening",
      1014712: "tcp 127.0.0.1:34084 → 127.0.0.1:19471 established",
      1014713: "tcp 127.0.0.1:19471 ← 127.0.0.1:34084 established",
      1014714: "tcp6 [::1]:19472 listening",
      1014715: "tcp6 [::1]:36042 → [::1]:19472 established",
      1014716: "tcp6 [::1]:19472 ← [::1]:36042 established",
      1014717: "tcp6 [::]:19475 listening",
      1014718: "tcp 127.0.0.1:48542 → 127.0.0.1:19475 established",
      1014719: "udp 0.0.0.0:19473",
      1014720: "udp6 [::]:19474",
      1014721: "unix stream /tmp/watch deck é.sock listening",
      1014722: "unix stream",
    });
  },
);

test("only those that are wanted are told, and tables that are missing or closed leave theirs out", async () => {
  const some = { ...files, "7/net/tcp": failure("EACCES"), "7/net/udp": "" };
  const folder = createFakeProcFolder({ files: some });
  expect([...(await describeSockets(folder, 7, new Set(["1014711", "1014719", "1014721"]))).keys()]).toEqual(["1014721"]);
});

test.each([
  { address: "0000000000000000FFFF00000100007F:4C13", expected: "::ffff:127.0.0.1:19475" },
  { address: "B80D0120000000000000000001000000:0050", expected: "2001:db8::1:80" },
  { address: "B80D0120010000000000000001000000:0050", expected: "2001:db8:0:1::1:80" },
  { address: "B80D0120000001000000010000000100:0050", expected: "2001:db8:1:0:1:0:1:0:80" },
])("the IPv6 address $address reads $expected", ({ address, expected }) => {
  const found = parseInternetSocket("tcp6", `0: ${address} ${"0".repeat(32)}:0000 0A 0:0 00:0 0 0 0 77 1`);
  expect(found?.local.replace(/[[\]]/g, "")).toBe(expected);
});

test.each([
  "",
  "  sl  local_address rem_address",
  "0: 0100007F:4C0F",
  "0: 01007F:4C0F 0:0 0A 0 0 0 0 0 12",
  "0: 0100007F:4C0F 00000000:0000 0A 0:0 00:0 0 0 0 x 1",
])("a line that is no socket is passed over: %j", (line) => expect(parseInternetSocket("tcp", line)).toBeUndefined());

test.each([
  { line: "0000000026f267ce: 00000003 00000000 00000000 0001 03 1014722", expected: { inode: "1014722", words: "unix stream" } },
  {
    line: "0: 00000002 00000000 00010000 0005 01 12 @abstract",
    expected: { inode: "12", words: "unix packets @abstract listening" },
  },
  { line: "0: 00000002 00000000 00000000 0002 01 13 /run/a\tb", expected: { inode: "13", words: "unix datagram /run/a\tb" } },
  { line: "Num       RefCount Protocol Flags    Type St Inode Path", expected: undefined },
])("$line is $expected", ({ line, expected }) => expect(parseUnixSocket(line)).toEqual(expected));
