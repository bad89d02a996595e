import { encode } from "@msgpack/msgpack";
import { expect, test } from "vitest";
import { pack, unpack } from "#shared/contract/pack";

const numbers = Float64Array.of(1.5, Number.NaN, -0);

test.each([
  { name: "an ArrayBuffer, as in a browser", arrive: (packet: Uint8Array) => Uint8Array.from(packet).buffer },
  { name: "a Buffer, as in Node", arrive: (packet: Uint8Array) => Buffer.from(packet) },
  {
    name: "a Buffer at an odd place of a larger one",
    arrive: (packet: Uint8Array) => Buffer.concat([Buffer.of(0), packet]).subarray(1),
  },
])("a packet is read from $name", ({ arrive }) => {
  const message = { a: [numbers, "text"], b: numbers, c: Uint8Array.of(0, 255, 7) };
  const read = unpack(arrive(pack(message))) as typeof message;
  // Bytes arrive as a view into the packet, in Node as one of its Buffers.
  expect({ ...read, c: Uint8Array.from(read.c) }).toEqual(message);
});

test("what was read keeps its numbers when the packet's memory is used again", () => {
  const packet = Buffer.from(pack(numbers));
  const read = unpack(packet);
  packet.fill(0);
  expect(read).toEqual(numbers);
});

test("absent fields stay absent", () => {
  expect(Object.keys(unpack(pack({ a: undefined, b: null })) as object)).toEqual(["b"]);
});

test.each([
  { name: "at the top", text: '{"__proto__": {"x": 1}, "a": 1}', expected: { a: 1 } },
  {
    name: "deep inside, beside numbers",
    text: '{"list": [{"__proto__": 1, "b": {"__proto__": 2, "c": 3}}]}',
    expected: { list: [{ b: { c: 3 } }] },
  },
])("a key __proto__ $name is dropped, and the rest arrives", ({ text, expected }) => {
  const read = unpack(pack({ ...JSON.parse(`{"message": ${text}}`), numbers }));
  expect(read).toEqual({ message: expected, numbers });
});

test("a packet of somebody else's that holds __proto__ is refused", () => {
  expect(() => unpack(encode(JSON.parse('{"__proto__": 1}')))).toThrow("__proto__");
});

test("a tree that is hundreds of levels deep arrives", () => {
  let tree: unknown = [];
  for (let level = 0; level < 400; level++) tree = { routes: [tree] }.routes;
  expect(unpack(pack(tree))).toEqual(tree);
});
