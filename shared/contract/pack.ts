// How a message becomes bytes for a WebSocket. MessagePack carries NaN, the infinities and undefined where JSON does not;
// one extension type carries a Float64Array as its raw little-endian bytes. (A MessagePort needs none of this.)
import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";

const float64Array = 1;

const codec = new ExtensionCodec();
codec.register({
  type: float64Array,
  encode: (value) => (value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null),
  // The bytes sit anywhere in the packet, and a Float64Array wants its start on a multiple of eight: so they are copied.
  decode: (bytes) => new Float64Array(bytes.slice().buffer),
});

/** The message as one binary packet. `undefined` fields are left out, as structured cloning of an absent field would. */
export const pack = (message: unknown): Uint8Array => encode(message, { extensionCodec: codec, ignoreUndefined: true });

/** The message of one packet. Throws on anything that `pack` did not make. */
export const unpack = (packet: Uint8Array | ArrayBuffer): unknown => decode(packet, { extensionCodec: codec });
