import { memo, useMemo } from "react";
import styles from "./LineText.module.css";
import { blocksOf } from "./text/blocks";
import type { Matcher } from "./text/marks";
import { type Piece, piecesOf, type TextSettings } from "./text/pieces";

export interface LineTextProps {
  line: string;
  /** How many of its characters. */
  shown: number;
  settings: TextSettings;
  matchers: readonly Matcher[];
}

/** The text of a line. Whatever is in it, it is text: nothing of it becomes an element, an address or a style. */
export const LineText = memo(function LineText({ line, shown, settings, matchers }: LineTextProps) {
  const pieces = useMemo(() => piecesOf(line, shown, settings, matchers), [line, shown, settings, matchers]);
  const blocks = blocksOf(pieces);
  if (blocks.length === 1) return <Pieces pieces={pieces} />;
  return blocks.map((block, index) => (
    <span key={keyOf(index)} className={styles.block}>
      <Pieces pieces={block} />
    </span>
  ));
});

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => <PieceText key={keyOf(index)} piece={piece} />);
}

/** Pieces have no names, and their places never change: another text is another set of them. */
const keyOf = (index: number): string => `${index}`;

function PieceText({ piece: { text, look, mark } }: { piece: Piece }) {
  if (mark) {
    return (
      <mark className={styles.mark} data-mark={mark} data-look={look}>
        {text}
      </mark>
    );
  }
  if (!look) return text;
  return (
    <span className={styles.piece} data-look={look}>
      {text}
    </span>
  );
}
