import { CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { visibleText } from "../components/visible-text";
import type { PageEntry } from "../pages/page";
import { localSource, useSource } from "../stores/address";
import { type AskedKind, askedOf, useConnections } from "../stores/connections";
import styles from "./WithFittingSource.module.css";

const homes: Readonly<Record<AskedKind, { home: string; title: string }>> = {
  metrics: { home: "/metrics", title: "Metrics" },
  logs: { home: "/logs", title: "Logs" },
  traces: { home: "/traces", title: "Traces" },
};

/** The page; or, when a link names a source that does not answer what it asks, that instead: asking it could only fail. */
export function WithFittingSource({ page, children }: { page: PageEntry; children: ReactNode }) {
  const [source, setSource] = useSource();
  const navigate = useNavigate();
  const row = useConnections().data?.connections.find(({ id }) => id === source);
  const asks = page.asksSource;
  if (!asks || !row || askedOf(row.kind) === asks) return children;
  const other = askedOf(row.kind);
  return (
    <div className={styles.note}>
      <EmptyState
        icon={CircleSlash}
        title={`${visibleText(row.name)} answers ${other ? `${other}, not ${asks}` : `alerts, not ${asks}`}`}
        action={
          <span className={styles.actions}>
            {other && (
              <Button onClick={() => void navigate(`${homes[other].home}?${new URLSearchParams({ source: row.id })}`)}>
                Look at it in {homes[other].title}
              </Button>
            )}
            <Button onClick={() => setSource(localSource)}>
              {asks === "traces" ? "Ask the first server with traces" : "Ask this host"}
            </Button>
          </span>
        }
      >
        Choose another source in the top bar; the rest of the address stays.
      </EmptyState>
    </div>
  );
}
