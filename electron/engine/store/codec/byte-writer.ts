// Bytes written one after another into a buffer that grows.

const initialSize = 1024;
const scratch = new DataView(new ArrayBuffer(8));

export class ByteWriter {
  private buffer = new Uint8Array(initialSize);
  length = 0;

  /** Begins anew in the same memory. */
  clear(): void {
    this.length = 0;
  }

  /** What was written, as a view: the next write or `clear` may change it. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  copy(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
  }

  /** Seven bits a byte, lowest first; for whole numbers from 0 to 2^53. */
  varint(value: number): void {
    if (this.length + 8 > this.buffer.length) this.grow(8);
    const { buffer } = this;
    let at = this.length;
    let rest = value;
    while (rest > 0x7fffffff) {
      buffer[at++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[at++] = rest;
    this.length = at;
  }

  /** Whole numbers of either sign, small ones in few bytes; up to 2^52 in size. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  double(value: number): void {
    scratch.setFloat64(0, value, true);
    for (let at = 0; at < 8; at++) this.byte(scratch.getUint8(at));
  }

  bytes(values: Uint8Array): void {
    if (this.length + values.length > this.buffer.length) this.grow(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.varint(encoded.length);
    this.bytes(encoded);
  }

  private grow(wanted: number): void {
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + wanted));
    larger.set(this.view());
    this.buffer = larger;
  }
}
