import { useLayoutEffect, useRef } from "react";
import { classNames } from "../../components/class-names";
import type { HrefOf } from "../links/value-links";
import { cleanFragment } from "./clean-fragment";
import { markdownHtml } from "./markdown-html";
import styles from "./Text.module.css";

export interface MarkdownProps {
  source: string;
  hrefOf: HrefOf;
  /** It is HTML already. Cleaned all the same. */
  isHtml?: boolean;
  /** One line among others: a cell of a table. */
  isInline?: boolean;
}

/** Words with structure, from anyone: what they could do in a page is taken out first. */
export function Markdown({ source, hrefOf, isHtml = false, isInline = false }: MarkdownProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const html = isHtml ? source.slice(0, 200_000) : markdownHtml(source, isInline);
    place.current?.replaceChildren(cleanFragment(html, (url) => hrefOf({ url })));
  }, [source, hrefOf, isHtml, isInline]);
  return <div ref={place} className={classNames(styles.markdown, isInline && styles.inline)} />;
}
