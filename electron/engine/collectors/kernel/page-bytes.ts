import { readFileSync } from "node:fs";
import { parseAuxiliaryVector } from "../text/auxiliary-vector";

let found: number | undefined;

/** How long a page of memory is: 4 KiB mostly, 16 or 64 on some ARM machines. Asked once; the kernel cannot change it. */
export function pageBytes(): number {
  found ??= parseAuxiliaryVector(readFileSync("/proc/self/auxv")).pageSize;
  return found;
}
