/** Own second factor: whether it is in use, setting it up, new recovery codes, stopping it. */
import { useState } from "react";

import { api } from "@/api/client";
import type { EnrolmentOut, MeOut, RecoveryCodesOut, SecondFactorOut } from "@/api/client/types.gen";
import { useApi, useSend } from "@/api/query";
import { replaceMe, useMe } from "@/api/session";
import { Alert, Button, ErrorSummary, Facts, Loaded, Modal, Panel, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";

import { FactorSetup } from "./FactorSetup";
import { RecoveryCodes } from "./RecoveryCodes";

const PATH = "/me/second-factor";
const FEW = 3;

export function SecondFactorPanel() {
  const me = useMe();
  const query = useApi<SecondFactorOut>(PATH);
  const [setup, setSetup] = useState<EnrolmentOut | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const again = async () => replaceMe(await api.get<MeOut>("/me"));
  const begin = useSend(async () => setSetup(await api.post<EnrolmentOut>(PATH)));
  const shown = (given: RecoveryCodesOut) => { setSetup(null); setCodes(given.recovery_codes); };
  return (
    <Panel title={t("factor.title")}>
      {me.must_enrol && <Alert type="warning" showIcon title={t("factor.must")} className="gap-below" />}
      <p className="quiet gap-below">{t("factor.lead")}</p>
      <ErrorSummary error={begin.error} />
      {setup
        ? <FactorSetup setup={setup} onCancel={() => setSetup(null)} onDone={(given) => { shown(given); void again(); }} />
        : (
          <Loaded query={query}>
            {(standing) => (
              <Standing
                standing={standing} busy={begin.busy} onBegin={() => void begin.send(undefined)} onCodes={shown} onStopped={() => void again()}
              />
            )}
          </Loaded>
        )}
      {codes.length > 0 && <RecoveryCodes codes={codes} onClose={() => setCodes([])} />}
    </Panel>
  );
}

interface StandingProps {
  readonly standing: SecondFactorOut;
  readonly busy: boolean;
  readonly onBegin: () => void;
  readonly onCodes: (codes: RecoveryCodesOut) => void;
  readonly onStopped: () => void;
}

function Standing({ standing, busy, onBegin, onCodes, onStopped }: StandingProps) {
  const notify = useNotify();
  const [stopping, setStopping] = useState(false);
  const renew = useSend(() => api.post<RecoveryCodesOut>(`${PATH}/recovery-codes`), { refresh: [PATH], onDone: onCodes });
  const stop = useSend(() => api.remove(PATH), {
    refresh: [PATH], onDone: () => { setStopping(false); notify.done(t("factor.stopped")); onStopped(); },
  });
  if (!standing.enrolled_at) return <Button type="primary" loading={busy} onClick={onBegin}>{t("factor.begin")}</Button>;
  const facts = [
    { key: "state", label: t("factor.state"), value: t("factor.since", { at: moment(standing.enrolled_at) }) },
    { key: "left", label: t("factor.left"), value: t("factor.left.n", { n: standing.recovery_codes_left }) },
  ];
  return (
    <>
      <Facts facts={facts} />
      {standing.recovery_codes_left < FEW && <Alert type="warning" showIcon title={t("factor.few")} className="gap-above" />}
      <ErrorSummary error={renew.error ?? stop.error} />
      <div className="row-gap gap-above">
        <Button loading={busy} onClick={onBegin}>{t("factor.change")}</Button>
        <Button loading={renew.busy} onClick={() => void renew.send(undefined)}>{t("factor.renew")}</Button>
        {!standing.is_required && <Button danger onClick={() => setStopping(true)}>{t("factor.stop")}</Button>}
      </div>
      <Modal
        open={stopping} title={t("factor.stop.sure")} okText={t("factor.stop")} cancelText={t("kit.cancel")} okButtonProps={{ danger: true, loading: stop.busy }}
        onCancel={() => setStopping(false)} onOk={() => void stop.send(undefined)}
      >
        <p>{t("factor.stop.effect")}</p>
      </Modal>
    </>
  );
}
