import { Waypoints } from "lucide-react";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { NoTraces } from "../no-traces/NoTraces";
import type { SearchAbilities, SearchDraft } from "./asked";
import styles from "./Starters.module.css";

interface Props {
  source: string;
  abilities: SearchAbilities;
  onFind(parts: Partial<SearchDraft>): void;
}

const mostOffered = 24;

/** In the place of results before the first search: the services that there are, each a search. */
export function Starters({ source, abilities, onFind }: Props) {
  const { data, isPending, isFetching, refetch } = useAsk("traces.services", { source });
  const services = data?.services ?? [];
  if (data && services.length === 0)
    return <NoTraces kind={abilities.bareKeys ? "zipkin" : "jaeger"} onAgain={() => void refetch()} isAsking={isFetching} />;
  return (
    <Card>
      <EmptyState
        icon={Waypoints}
        title="Pick a service, or say more above"
        action={
          <div className={styles.services}>
            {isPending && <Skeleton lines={3} width="320px" />}
            {abilities.searchesWithoutService && services.length > 0 && (
              <Button kind="primary" onClick={() => onFind({ service: undefined })}>
                Newest of any service
              </Button>
            )}
            {services.slice(0, mostOffered).map((service) => (
              <Button key={service} className={styles.service} title={visibleText(service)} onClick={() => onFind({ service })}>
                {visibleText(service)}
              </Button>
            ))}
            {services.length > mostOffered && <span className={styles.more}>and {services.length - mostOffered} more above</span>}
          </div>
        }
      >
        Enter finds; a trace id, a traceparent or a link from a log opens its trace at once. Files of traces can be dropped
        anywhere here.
      </EmptyState>
    </Card>
  );
}
