// Several files as one archive, uncompressed (APPNOTE of PKWARE, version 2.0): pictures are compressed already, and the rest is small.

export interface ArchivedFile {
  name: string;
  bytes: Uint8Array;
}

/** `at` is the time that all files get, by the clock of whoever saves them. */
export function makeZip(files: readonly ArchivedFile[], at: Date): Uint8Array<ArrayBuffer> {
  const encoded = files.map(({ name, bytes }) => ({ name: new TextEncoder().encode(name), bytes, crc: crc32(bytes) }));
  const total = encoded.reduce((sum, { name, bytes }) => sum + 30 + 46 + 2 * name.length + bytes.length, 22);
  const zip = new Uint8Array(total);
  const view = new DataView(zip.buffer);
  let end = 0;
  const put = (...fields: readonly (readonly [bytes: 2 | 4, value: number])[]) => {
    for (const [bytes, value] of fields) {
      if (bytes === 2) view.setUint16(end, value, true);
      else view.setUint32(end, value, true);
      end += bytes;
    }
  };
  const append = (bytes: Uint8Array) => {
    zip.set(bytes, end);
    end += bytes.length;
  };

  const starts = encoded.map(({ name, bytes, crc }) => {
    const start = end;
    put([4, 0x04034b50], ...commonFields(name, bytes, crc, at));
    append(name);
    append(bytes);
    return start;
  });
  const directory = end;
  for (const [index, { name, bytes, crc }] of encoded.entries()) {
    put([4, 0x02014b50], [2, version], ...commonFields(name, bytes, crc, at));
    // No comment, the first disk, no attributes, and where the file begins.
    put([2, 0], [2, 0], [2, 0], [4, 0], [4, starts[index] ?? 0]);
    append(name);
  }
  const size = end - directory;
  put([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, directory], [2, 0]);
  return zip;
}

const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
const stored = 0;

const commonFields = (name: Uint8Array, bytes: Uint8Array, crc: number, at: Date) =>
  [
    [2, version],
    [2, flags],
    [2, stored],
    [2, (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)],
    [2, (Math.max(0, at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()],
    [4, crc],
    [4, bytes.length],
    [4, bytes.length],
    [2, name.length],
    [2, 0],
  ] as const;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
