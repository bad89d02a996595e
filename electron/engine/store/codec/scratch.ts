// Memory for rows that are looked at and then forgotten. A block has a thousand columns, and a new array for each step of each of
// them would be tens of megabytes before any is collected.

export interface Scratch {
  /** Rows of any content, to be filled; those taken before are these again. */
  take(rows: number): Float64Array;
}

export function createScratch(): Scratch {
  let memory = new Float64Array(0);
  return {
    take(rows) {
      if (memory.length < rows) memory = new Float64Array(rows);
      return memory.length === rows ? memory : memory.subarray(0, rows);
    },
  };
}
