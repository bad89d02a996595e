import { Info, TriangleAlert } from "lucide-react";
import { visibleText } from "../../components/visible-text";
import styles from "./Metrics.module.css";
import { offsetIn } from "./remark-place";

interface Props {
  /** The query that they are about. */
  expr: string;
  warnings: readonly string[];
  infos: readonly string[];
  /** Goes to a place in the query; absent when the editor holds another one by now. */
  onGo: ((offset: number) => void) | undefined;
}

/** What the source had to say beside the data. Remarks of one query are many when it has many parts: the list scrolls. */
export function Remarks({ expr, warnings, infos, onGo }: Props) {
  if (warnings.length + infos.length === 0) return null;
  const words = (text: string) => <Words expr={expr} text={text} onGo={onGo} />;
  return (
    <ul className={styles.remarks} aria-label="Remarks of the source">
      {warnings.map((text) => (
        <li key={text} data-kind="warning">
          <TriangleAlert size={14} aria-label="warning" />
          {words(text)}
        </li>
      ))}
      {infos.map((text) => (
        <li key={text}>
          <Info size={14} aria-label="information" />
          {words(text)}
        </li>
      ))}
    </ul>
  );
}

function Words({ expr, text, onGo }: { text: string } & Pick<Props, "expr" | "onGo">) {
  const offset = offsetIn(expr, text);
  if (offset === undefined || !onGo) return <span>{visibleText(text)}</span>;
  return (
    <button type="button" title="Go there in the query" onClick={() => onGo(offset)}>
      {visibleText(text)}
    </button>
  );
}
