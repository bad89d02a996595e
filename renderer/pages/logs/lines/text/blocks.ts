import type { Piece } from "./pieces";

/** Shaping one run of text takes a browser longer than its length would tell; from here on it is given in blocks. */
const mostInOne = 4096;
const blockSize = 2000;

/** The pieces in blocks that stand below one another, cut where lines break or words end. One block for a text of usual length. */
export function blocksOf(pieces: readonly Piece[]): (readonly Piece[])[] {
  let length = 0;
  for (const { text } of pieces) length += text.length;
  if (length <= mostInOne) return [pieces];
  const blocks: Piece[][] = [];
  let block: Piece[] = [];
  let size = 0;
  for (const piece of pieces) {
    let { text } = piece;
    while (size + text.length > blockSize) {
      const [end, next] = cutIn(text, blockSize - size);
      if (end > 0) block.push({ ...piece, text: text.slice(0, end) });
      blocks.push(block);
      block = [];
      size = 0;
      text = text.slice(next);
    }
    if (text !== "") block.push({ ...piece, text });
    size += text.length;
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

/** Where a block ends in a text, and where the next one begins: a line break between the two stands for itself. */
function cutIn(text: string, room: number): [end: number, next: number] {
  const lineEnd = text.lastIndexOf("\n", room);
  if (lineEnd >= 0) return [lineEnd, lineEnd + 1];
  const blank = text.lastIndexOf(" ", room - 1);
  if (blank >= room - 200 && blank >= 0) return [blank + 1, blank + 1];
  const last = text.charCodeAt(room - 1);
  const end = last >= 0xd800 && last < 0xdc00 ? room - 1 : room;
  return [end, end];
}
