// The fenced blocks of a page of Markdown, line by line: a pattern over the whole would take hours on a page made for it.

export interface Block {
  language: string;
  text: string;
  /** Of its opening fence, from 1. */
  line: number;
}

const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w-]*)/;

/** A block that is never closed goes on to the end. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { mark: string; language: string; line: number; lines: string[] } | undefined;
  const close = () => {
    if (open) blocks.push({ language: open.language.toLowerCase(), text: open.lines.join("\n"), line: open.line });
    open = undefined;
  };
  for (const [index, line] of text.split("\n").entries()) {
    const [, mark, language = ""] = fence.exec(line) ?? [];
    if (!open) {
      if (mark !== undefined) open = { mark, language, line: index + 1, lines: [] };
    } else if (mark?.startsWith(open.mark) && line.trim() === mark) close();
    else open.lines.push(line);
  }
  close();
  return blocks;
}
