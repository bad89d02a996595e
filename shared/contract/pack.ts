// How a message becomes bytes for a WebSocket. MessagePack carries NaN, the infinities and undefined where JSON does not;
// one extension type carries a Float64Array as its raw little-endian bytes. (A MessagePort needs none of this.)
import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";

const float64Array = 1;
const withoutProto = 2;

/** A tree of routes at its deepest, and then some: the codec's own limit of 100 would break the link over it. */
const mostLevels = 500;

const codec = new ExtensionCodec();
codec.register({
  type: float64Array,
  encode: (value) => (value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null),
  // The bytes sit anywhere in the packet, and a Float64Array wants its start on a multiple of eight: so they are copied. Not
  // by `slice`, which copies nothing when the packet is one of Node's Buffers.
  decode: (bytes) => new Float64Array(new Uint8Array(bytes).buffer),
});
// MessagePack's decoder refuses a packet that holds the key `__proto__`, wherever it stands: one hostile label would break
// the link, and again after each reconnect. So such a key is dropped here; the rest of its object travels as usual.
codec.register({
  type: withoutProto,
  encode: (value) => (Object.hasOwn(value as object, "__proto__") ? pack(dropProto(value as object)) : null),
  decode: (bytes) => unpack(bytes),
});

const dropProto = (value: object) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== "__proto__"));

/** The message as one binary packet. `undefined` fields are left out, as structured cloning of an absent field would. */
export const pack = (message: unknown): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: codec, ignoreUndefined: true, maxDepth: mostLevels });

/** The message of one packet. Throws on anything that `pack` did not make. */
export const unpack = (packet: Uint8Array | ArrayBuffer): unknown => decode(packet, { extensionCodec: codec });
