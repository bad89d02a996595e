import { RotateCcw } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { HostInfo } from "#shared/contract/host";
import { formatSecond } from "#shared/format/clock-time";
import { type EpochMs, hours, minutes } from "#shared/units/time";
import type { LiveBuffer } from "../../charts/live-buffer";
import { Age } from "../../components/Age";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { useWindowLength } from "../../stores/address";
import { useHostInfo } from "../../stores/host";
import { Charts, type Zoom } from "./Charts";
import { FiringNow } from "./FiringNow";
import { feedOf } from "./feeds";
import { figures } from "./figures";
import { containerWords, hostWords } from "./host-words";
import { tileLines } from "./lines";
import styles from "./Overview.module.css";
import { Tile } from "./Tile";
import { TopProcesses } from "./TopProcesses";
import { useLiveBuffer } from "./use-live-buffer";

/** This machine, live. */
export function Page() {
  const host = useHostInfo().data;
  const [windowMs] = useWindowLength(minutes(5), hours(1));
  const { buffer, isWaiting, staleSince, failure } = useLiveBuffer(windowMs);
  const [zoom, setZoom] = useState<Zoom>();
  const isStale = staleSince !== undefined;
  return (
    <div className={styles.page}>
      <PageHeader
        title={host?.hostname ?? "This host"}
        context={host && <HostLine host={host} />}
        actions={
          <>
            {isStale && (
              <Badge state="unknown">
                as of <Age at={staleSince} />
              </Badge>
            )}
            {zoom && (
              <Button size="small" icon={RotateCcw} onClick={() => setZoom(undefined)}>
                {formatSecond(zoom.startMs)} – {formatSecond(zoom.endMs)}, back to live
              </Button>
            )}
          </>
        }
      />
      {host?.container && <p className={styles.container}>{containerWords(host)}</p>}
      {failure && <FailureNote failure={failure} />}
      <Tiles buffer={buffer} host={host} isWaiting={isWaiting} isStale={isStale} />
      <Charts buffer={buffer} host={host} isWaiting={isWaiting} isStale={isStale} zoom={zoom} onZoom={setZoom} />
      <div className={styles.lists}>
        <TopProcesses isStale={isStale} />
        <FiringNow />
      </div>
    </div>
  );
}

function HostLine({ host }: { host: HostInfo }) {
  const words = hostWords(host, useMinute());
  return (
    <span className={styles.host} title={words}>
      {words}
    </span>
  );
}

/** The time, once a minute: what is told with it counts in minutes. */
function useMinute(): EpochMs {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minutes(1));
    return () => clearInterval(timer);
  }, []);
  return now;
}

const tiles = [
  { name: "cpu", title: "CPU", leastTop: 100 },
  { name: "memory", title: "Memory" },
  { name: "gpu", title: "GPU", leastTop: 100 },
  { name: "disk", title: "Disk", leastTop: 1_000_000 },
  { name: "network", title: "Network", leastTop: 10_000 },
] as const;

interface TilesProps {
  buffer: LiveBuffer;
  host: HostInfo | undefined;
  isWaiting: boolean;
  isStale: boolean;
}

function Tiles({ buffer, host, isWaiting, isStale }: TilesProps) {
  return (
    <div className={styles.tiles}>
      {tiles.map((tile) => (
        <OneTile key={tile.name} tile={tile} buffer={buffer} host={host} isWaiting={isWaiting} isStale={isStale} />
      ))}
    </div>
  );
}

function OneTile({ tile, buffer, host, isWaiting, isStale }: TilesProps & { tile: (typeof tiles)[number] }) {
  const line = tileLines[tile.name];
  const feed = useMemo(() => feedOf(buffer, [line]), [buffer, line]);
  const read = useCallback(() => figures[tile.name](buffer, host), [tile, buffer, host]);
  // Memory fills its tile to the share that is used.
  const leastTop = tile.name === "memory" ? (host?.memoryBytes ?? 0) : tile.leastTop;
  return (
    <Tile
      title={tile.title}
      feed={feed}
      read={read}
      colour={line.colour}
      leastTop={leastTop}
      isWaiting={isWaiting}
      isStale={isStale}
    />
  );
}
