import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { IconButton } from "../../components/IconButton";
import styles from "./Table.module.css";
import type { PageOfRows } from "./use-page";

export function Pager({ page }: { page: PageOfRows }) {
  const { index, count, from, to, total, go } = page;
  return (
    <div className={styles.pager}>
      <span>{`${formatCount(from)}–${formatCount(to)} of ${formatCount(total)}`}</span>
      <IconButton icon={ChevronLeft} label="Previous page" disabled={index === 0} onClick={() => go(index - 1)} />
      <IconButton icon={ChevronRight} label="Next page" disabled={index >= count - 1} onClick={() => go(index + 1)} />
    </div>
  );
}
