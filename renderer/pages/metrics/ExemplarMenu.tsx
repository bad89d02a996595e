import { ChevronDown } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { zoneSecond } from "../../charts/time-zone";
import { Button } from "../../components/Button";
import { Menu } from "../../components/Menu";
import { traceOf, valueWords } from "./exemplar-marks";
import styles from "./Metrics.module.css";
import type { Exemplars } from "./use-exemplars";

const mostListed = 30;

/** How many exemplars there are, and the highest of them to go to without the pointer. */
export function ExemplarMenu({ exemplars: { found, isSupported, failure, open, canOpen } }: { exemplars: Exemplars }) {
  if (failure)
    return (
      <span className={styles.told} title={failure.say}>
        exemplars failed
      </span>
    );
  if (!found) return null;
  if (found.length === 0) {
    return <span className={styles.told}>{isSupported ? "no exemplars in this time" : "this server keeps no exemplars"}</span>;
  }
  const items = () =>
    found
      .map((exemplar, index) => ({ exemplar, index, trace: traceOf(exemplar) }))
      .sort((a, b) => b.exemplar.value - a.exemplar.value)
      .slice(0, mostListed)
      .map(({ exemplar, index, trace }) => ({
        label: `${zoneSecond("browser", exemplar.timeMs)} · ${valueWords(exemplar)}`,
        detail: trace ? `trace ${trace.traceId.slice(0, 16)}` : "names no trace",
        isDisabled: !trace || !canOpen,
        onSelect: () => open({ id: String(index) }),
      }));
  return (
    <Menu
      trigger={
        <Button size="small" kind="quiet">
          {formatCount(found.length)} {found.length === 1 ? "exemplar" : "exemplars"}
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      items={() => [
        { kind: "heading", label: canOpen ? "The highest: open a trace" : "Connect a Jaeger or a Zipkin to open traces" },
        ...items(),
      ]}
    />
  );
}
