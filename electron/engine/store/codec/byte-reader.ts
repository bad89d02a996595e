// Reads what a `ByteWriter` wrote. Bytes may be damaged: every read is checked, and nothing is believed about lengths.
import { DamagedChunk } from "./column";

const scratch = new DataView(new ArrayBuffer(8));

export class ByteReader {
  private at: number;

  constructor(
    private readonly buffer: Uint8Array,
    from = 0,
  ) {
    this.at = from;
  }

  get left(): number {
    return this.buffer.length - this.at;
  }

  byte(): number {
    const value = this.buffer[this.at];
    if (value === undefined) throw new DamagedChunk("it ends too early");
    this.at++;
    return value;
  }

  varint(): number {
    const { buffer } = this;
    let at = this.at;
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = buffer[at++];
      if (byte === undefined) throw new DamagedChunk("it ends too early");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
      scale *= 128;
      if (at - this.at > 7) throw new DamagedChunk("a number in it is too long");
    }
    this.at = at;
    return value;
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** As many signed numbers as there is room for from a place on. The inner loop of every query that reads chunks. */
  signedNumbers(into: Float64Array, start: number): void {
    const { buffer } = this;
    for (let at = start; at < into.length; at++) {
      const byte = buffer[this.at] as number;
      if (byte < 0x80) {
        this.at++;
        into[at] = byte & 1 ? -(byte + 1) / 2 : byte / 2;
      } else {
        // Also where the bytes end: then there is none to compare.
        into[at] = this.signed();
      }
    }
  }

  double(): number {
    for (let at = 0; at < 8; at++) scratch.setUint8(at, this.byte());
    return scratch.getFloat64(0, true);
  }

  /** A view. */
  bytes(length: number): Uint8Array {
    if (length > this.left) throw new DamagedChunk("it ends too early");
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.varint()));
  }

  /** Checks that nothing is left over. */
  end(): void {
    if (this.left > 0) throw new DamagedChunk("it is longer than it should be");
  }
}
