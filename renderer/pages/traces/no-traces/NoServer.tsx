import { FolderOpen, Waypoints } from "lucide-react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import styles from "../Traces.module.css";

/** Before there is a server with traces: adding one, or looking at a file. */
export function NoServer({ onOpenFile }: { onOpenFile(): void }) {
  const navigate = useNavigate();
  return (
    <Card>
      <EmptyState
        icon={Waypoints}
        title="No server with traces yet"
        action={
          <div className={styles.actions}>
            <Button kind="primary" onClick={() => void navigate("/connections?add=jaeger")}>
              Add a Jaeger
            </Button>
            <Button onClick={() => void navigate("/connections?add=zipkin")}>Add a Zipkin</Button>
            <Button icon={FolderOpen} onClick={onOpenFile}>
              Open a file…
            </Button>
          </div>
        }
      >
        This host keeps no traces of its own. Traces that somebody saved, of Jaeger, OpenTelemetry or Zipkin, can be opened here
        without a server: drop the files anywhere on this page.
      </EmptyState>
    </Card>
  );
}
