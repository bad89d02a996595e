import { expect, test } from "vitest";
import { formatDiskSize } from "#shared/format/disk-size";

test.each([
  { bytes: 0, text: "0 B" },
  { bytes: 999, text: "999 B" },
  { bytes: 1234, text: "1.23 kB" },
  { bytes: 45_678_900, text: "45.7 MB" },
  { bytes: 999_499_999, text: "999 MB" },
  { bytes: 999_999_999, text: "1 GB" },
  { bytes: 1.5e9, text: "1.5 GB" },
  { bytes: 5e13, text: "50 TB" },
  { bytes: 1.2e15, text: "1.2 PB" },
])("$bytes bytes on a disk are $text", ({ bytes, text }) => expect(formatDiskSize(bytes)).toBe(text));
