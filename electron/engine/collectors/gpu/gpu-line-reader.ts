// The lines of a stream that comes in pieces. One that never ends its line is not kept for ever.

const longest = 65_536;

export interface LineReader {
  push(piece: Buffer | string): void;
  /** What came after the last line's end is a line too. */
  end(): void;
}

export function createLineReader(hear: (line: string) => void): LineReader {
  const decoder = new TextDecoder();
  let rest = "";
  /** The rest of a line that grew too long is on its way, and is dropped up to its end. */
  let isDropping = false;

  return {
    push(piece) {
      rest += typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
      let from = 0;
      for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
        if (!isDropping) hear(rest.slice(from, rest.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end));
        isDropping = false;
        from = end + 1;
      }
      rest = rest.slice(from);
      if (rest.length > longest) {
        rest = "";
        isDropping = true;
      }
    },
    end() {
      if (rest !== "" && !isDropping) hear(rest);
      rest = "";
    },
  };
}
