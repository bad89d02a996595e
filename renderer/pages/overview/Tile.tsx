import { memo, useEffect, useRef } from "react";
import type { ChartFeed } from "../../charts/columns";
import { Sparkline } from "../../charts/Sparkline";
import { writeText } from "../../charts/write-text";
import { Skeleton } from "../../components/Skeleton";
import type { Figure } from "./figures";
import styles from "./Tile.module.css";

export interface TileProps {
  title: string;
  feed: ChartFeed;
  read(): Figure;
  colour: number;
  leastTop?: number;
  isWaiting: boolean;
  isStale: boolean;
}

/** One number in one glance: name, value, a line of context, the shape of the recent past. Its words change past React. */
export const Tile = memo(function Tile({ title, feed, read, colour, leastTop, isWaiting, isStale }: TileProps) {
  const host = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element || isWaiting) return;
    const write = () => writeFigure(element, read());
    write();
    return feed.onChange(write);
  }, [feed, read, isWaiting]);

  return (
    <section ref={host} className={styles.tile} aria-label={title} data-stale={isStale || undefined}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.aside} data-part="aside" />
      </header>
      {isWaiting ? (
        <div className={styles.waiting}>
          <Skeleton width={96} height={28} />
          <Skeleton width={140} height={12} />
        </div>
      ) : (
        <>
          <p className={styles.value}>
            <span data-part="number" />
            <small data-part="unit" />
          </p>
          <p className={styles.context} data-part="context" />
          <div className={styles.shape}>
            <Sparkline feed={feed} colour={colour} leastTop={leastTop} />
          </div>
        </>
      )}
    </section>
  );
});

function writeFigure(element: HTMLElement, figure: Figure): void {
  const parts = { ...figure, number: figure.number ?? "–", unit: figure.unit ?? "" };
  for (const part of element.querySelectorAll<HTMLElement>("[data-part]")) {
    const text = parts[part.dataset.part as keyof Figure];
    writeText(part, text);
    if (part.dataset.part === "context" && part.title !== text) part.title = text;
  }
  const isEmpty = String(figure.number === undefined);
  if (element.dataset.empty !== isEmpty) element.dataset.empty = isEmpty;
}
