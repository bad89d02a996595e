import { useMemo } from "react";
import type { TextOptions } from "#shared/dashboards/options/text";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";
import { Markdown } from "./Markdown";
import styles from "./Text.module.css";

/** Words of whoever made the dashboard. */
export function TextView({ options, fill, hrefOf }: PanelViewProps<TextOptions>) {
  const source = useMemo(() => fill(options.content), [fill, options.content]);
  if (source.trim() === "") return <p className={styles.empty}>No text yet: edit this panel to write one.</p>;
  if (options.mode === "code") return <Code source={source} hasNumbers={options.code.showLineNumbers} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text longer than its panel is scrolled with the keyboard too
    <div className={styles.scroller} tabIndex={0}>
      <Markdown source={source} hrefOf={hrefOf} isHtml={options.mode === "html"} />
    </div>
  );
}

/** More lines than anyone scrolls through. */
const mostLines = 5000;

function Code({ source, hasNumbers }: { source: string; hasNumbers: boolean }) {
  const lines = visibleText(source).split("\n");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text longer than its panel is scrolled with the keyboard too
    <pre className={styles.code} tabIndex={0}>
      {hasNumbers
        ? lines.slice(0, mostLines).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is its name
            <span key={index} className={styles.line}>
              <i aria-hidden>{index + 1}</i>
              {`${line}\n`}
            </span>
          ))
        : lines.slice(0, mostLines).join("\n")}
      {lines.length > mostLines && `+ ${lines.length - mostLines} more lines`}
    </pre>
  );
}
