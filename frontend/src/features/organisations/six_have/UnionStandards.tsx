/** The union card's section: 六有 under both schemes, the homes it holds, its last member evaluation. */
import type { EvaluationPage, HomesHeldOut, SixHaveOut, SixHaveStateOut, SixHaveStatesOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeLabel, CodeTag, Loaded, Panel, problemText, ToneTag, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { STANDING_TONES } from "./looks";
import "./six_have.css";

export function UnionStandards({ id }: { readonly id: string }) {
  const states = useApi<SixHaveStatesOut>("/six-have/of-union", { organisation_id: id });
  const homes = useApi<HomesHeldOut>("/home-ratings/of-union", { organisation_id: id });
  const held = useApi<EvaluationPage>("/member-evaluations", { organisation_id: id, limit: 1 });
  return (
    <Panel title={t("standards.title")}>
      <div className="standards">
        <Loaded query={states} rows={2}>{(data) => <>{data.items.map((state) => <Scheme key={state.scheme} union={id} state={state} />)}</>}</Loaded>
        <Loaded query={homes} rows={2}>{(data) => <Homes union={id} data={data} />}</Loaded>
        <Loaded query={held} rows={2}>{(data) => <Evaluation union={id} data={data} />}</Loaded>
      </div>
    </Panel>
  );
}

function Scheme({ union, state }: { readonly union: string; readonly state: SixHaveStateOut }) {
  const go = useGo();
  const open = useSend(
    () => api.post<SixHaveOut>("/six-have", { organisation_id: union, scheme: state.scheme }),
    { refresh: ["/six-have"], onDone: (made) => go(`/six-have/checks/${made.id}`) },
  );
  const shown = state.open_check_id ?? state.check_id;
  return (
    <section>
      <h3>{t("six_have.short")} · <CodeLabel code="SixHaveScheme" value={state.scheme} /></h3>
      <CodeTag code="SixHaveStanding" value={state.standing} tones={STANDING_TONES} />
      {state.is_due && <ToneTag tone="attention">{t("six_have.due")}</ToneTag>}
      {state.valid_to && <p className="quiet">{t(state.lapse_cause === "term" ? "six_have.until_term" : "six_have.until", { date: state.valid_to })}</p>}
      {shown && <p><AppLink href={`/six-have/checks/${shown}`}>{t(state.open_check_id ? "six_have.go_on" : "six_have.look")}</AppLink></p>}
      {state.may_open && <p><Button onClick={() => void open.send(undefined)}>{t("six_have.begin")}</Button></p>}
      {open.error && <p className="text-error" role="alert">{problemText(open.error)}</p>}
    </section>
  );
}

function Homes({ union, data }: { readonly union: string; readonly data: HomesHeldOut }) {
  const go = useGo();
  return (
    <section>
      <h3>{t("homes.title")}</h3>
      {data.items.length === 0 && <p className="quiet">{t("homes.none")}</p>}
      {data.items.map((item) => (
        <p key={item.rating_id}>
          <AppLink href={`/home-ratings/${item.rating_id}`}><CodeLabel code="HomeLevel" value={item.level} />{item.unit_name || t("homes.title")}</AppLink>
          <span className="quiet"> {item.document_no}{item.valid_to && ` · ${t("homes.until", { date: item.valid_to })}`}</span>
        </p>
      ))}
      {data.may_apply && <Button onClick={() => go(`/home-ratings/new?organisation_id=${union}`)}>{t("homes.apply")}</Button>}
    </section>
  );
}

function Evaluation({ union, data }: { readonly union: string; readonly data: EvaluationPage }) {
  const can = useCan();
  const go = useGo();
  const last = data.items[0];
  return (
    <section>
      <h3>{t("evaluations.title")}</h3>
      {last ? (
        <p>
          <AppLink href={`/member-evaluations/${last.id}`}>{last.held_on}</AppLink> {t("evaluations.rate_is", { rate: (last.rate / 100).toFixed(2) })}
          <span className="quiet"> {last.numerator}/{last.denominator}</span>
        </p>
      ) : <p className="quiet">{t("evaluations.none")}</p>}
      {can("evaluations:record") && <Button onClick={() => go(`/member-evaluations/new?organisation_id=${union}`)}>{t("evaluations.record")}</Button>}
    </section>
  );
}
