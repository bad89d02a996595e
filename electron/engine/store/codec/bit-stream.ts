// Single bits, eight to a byte, lowest first.
import { DamagedChunk } from "./column";

export class BitWriter {
  private bytes: number[] = [];
  private length = 0;

  clear(): void {
    this.bytes = [];
    this.length = 0;
  }

  bit(isSet: boolean): void {
    const place = this.length++ & 7;
    if (place === 0) this.bytes.push(0);
    if (isSet) this.bytes[this.bytes.length - 1] = (this.bytes[this.bytes.length - 1] as number) | (1 << place);
  }

  copy(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

export class BitReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  bit(): boolean {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new DamagedChunk("it ends too early");
    return ((byte >> (this.at++ & 7)) & 1) === 1;
  }
}
