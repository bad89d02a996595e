import { Eye, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import type { CallInput } from "#shared/contract/index";
import type { Preferences } from "#shared/contract/settings";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { useAsk } from "../../bridge/use-ask";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { TextInput } from "../../components/TextInput";
import styles from "./Settings.module.css";

interface Props {
  preferences: Preferences;
  onUpdate(change: CallInput<"settings.update">): Promise<void>;
}

/** Lets Grafana, promtool and other Prometheus clients on this machine read its history. */
export function PrometheusApiCard({ preferences, onUpdate }: Props) {
  const settings = preferences.prometheusApi;
  const status = useAsk("prometheusApi.status", {});
  const set = async (change: Partial<typeof settings>) => {
    await onUpdate({ prometheusApi: { ...settings, ...change } });
    await status.refetch();
  };
  const on = status.data?.state === "on" ? status.data : undefined;
  return (
    <Card
      title="Prometheus API"
      aside={on ? <Badge state="ok">listening</Badge> : status.data?.state === "failed" && <Badge state="critical">off</Badge>}
    >
      <Switch
        label="Let Prometheus clients on this machine read its history"
        hint="Grafana, promtool and the like: on 127.0.0.1 only, read-only, with a token."
        isOn={settings.enabled}
        onChange={(enabled) => void set({ enabled })}
      />
      {settings.enabled && (
        <>
          {status.data?.problem !== undefined && (
            <FailureNote
              failure={{ kind: "refused", say: status.data.problem, retry: true }}
              onRetry={() => void set({ enabled: false }).then(() => set({ enabled: true }))}
            />
          )}
          <div className={styles.apiFacts}>
            {on?.url !== undefined && (
              <Field label="Address">
                <span className={styles.copied}>
                  <code>{on.url}</code>
                  <CopyButton text={on.url} label="Copy the address" />
                </span>
              </Field>
            )}
            <Port port={settings.port} onChange={(port) => void set({ port })} />
            <Token tokenFile={status.data?.tokenFile} />
          </div>
        </>
      )}
    </Card>
  );
}

/** Takes effect when the field is left, so that no server is started on each digit. */
function Port({ port, onChange }: { port: number; onChange(port: number): void }) {
  const [text, setText] = useState(String(port));
  useEffect(() => setText(String(port)), [port]);
  const typed = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const isRight = typed >= 1 && typed <= 65_535;
  const take = () => isRight && typed !== port && onChange(typed);
  return (
    <Field label="Port" {...(!isRight && { error: "A number from 1 to 65535." })}>
      <TextInput
        isMono
        inputMode="numeric"
        className={styles.port}
        value={text}
        onChange={setText}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </Field>
  );
}

/** Shown only when somebody asks to see it. */
function Token({ tokenFile }: { tokenFile: string | undefined }) {
  const [token, setToken] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const fetchToken = async (name: "prometheusApi.token" | "prometheusApi.renewToken") => {
    setFailure(undefined);
    try {
      setToken((await ask(name, {})).token);
    } catch (error) {
      setFailure(toFailure(error));
    }
  };
  return (
    <Field
      label="Token"
      hint={<>As a bearer token, or as the password of any user. {tokenFile !== undefined && <>It lies in {tokenFile}.</>}</>}
      {...(failure && { error: failure.say })}
    >
      <span className={styles.copied}>
        {token === undefined ? (
          <Button icon={Eye} size="small" onClick={() => void fetchToken("prometheusApi.token")}>
            Show the token
          </Button>
        ) : (
          <>
            <code className={styles.token}>{token}</code>
            <CopyButton text={token} label="Copy the token" />
            <Button
              icon={RotateCcw}
              size="small"
              title="Clients with the old one are refused from then on"
              onClick={() => void fetchToken("prometheusApi.renewToken")}
            >
              Make a new one
            </Button>
          </>
        )}
      </span>
    </Field>
  );
}
