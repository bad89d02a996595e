import { expect, test } from "vitest";
import { byteLength, decodeUtf8 } from "#shared/promql/utf8";

test.each(["", "abc", "é", "€", "😀", "aé€😀b", "\ud83d", "a\ude00b", "\ud83d\ud83d\ude00", "\u07ff\u0800\uffff"])(
  "%j takes as many bytes as an encoder makes of it",
  (text) => expect(byteLength(text)).toBe(new TextEncoder().encode(text).length),
);

test("the bytes of a part are counted from and to its ends", () => expect(byteLength("é€😀x", 1, 4)).toBe(7));

test.each([
  { name: "plain text", bytes: [0x61, 0x62], text: "ab" },
  { name: "two, three and four bytes", bytes: [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], text: "é€😀" },
  { name: "a byte that begins nothing", bytes: [0x61, 0x80, 0x62], text: "a\ufffdb" },
  { name: "a sequence cut short", bytes: [0xe2, 0x82, 0x61], text: "\ufffd\ufffda" },
  { name: "more bytes than needed", bytes: [0xc0, 0xaf], text: "\ufffd\ufffd" },
  { name: "half of a surrogate pair", bytes: [0xed, 0xa0, 0x80], text: "\ufffd\ufffd\ufffd" },
  { name: "beyond the last character", bytes: [0xf4, 0x90, 0x80, 0x80], text: "\ufffd\ufffd\ufffd\ufffd" },
])("$name is decoded", ({ bytes, text }) => expect(decodeUtf8(bytes)).toBe(text));
