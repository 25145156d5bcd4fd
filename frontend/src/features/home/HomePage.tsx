/** Home: who one is, what waits, where one usually goes next. */
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import type { Inbox, InboxGroup } from "@/api/types";
import { Alert, AppLink, CodeLabel, Empty, Loaded, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { nextActions } from "./nextActions";

export default function HomePage() {
  const me = useMe();
  const inbox = useApi<Inbox>("/inbox");
  const place = me.organisation?.name ?? me.district.name;
  return (
    <Page
      title={t("home.title")}
      lead={<>{t("home.hello", { name: me.person_name })} <span className="quiet">·</span> <CodeLabel code="Role" value={me.role} /> · {place}</>}
    >
      {me.must_change_password && (
        <Alert
          type="warning" showIcon title={t("home.password")} className="gap-below"
          action={<AppLink href="/account">{t("home.password.change")}</AppLink>}
        />
      )}
      <div className="home-grid">
        <Panel title={t("home.inbox")} flush>
          <Loaded query={inbox} rows={4}>{(data) => <InboxList groups={data.groups.filter((group) => group.count > 0)} />}</Loaded>
        </Panel>
        <Panel title={t("home.next")} flush>
          <ul className="link-list">
            {nextActions(me.permissions).map(({ href, label }) => <li key={href}><AppLink href={href}>{t(label)}</AppLink></li>)}
          </ul>
        </Panel>
      </div>
    </Page>
  );
}

function InboxList({ groups }: { readonly groups: readonly InboxGroup[] }) {
  if (groups.length === 0) return <Empty title={t("home.inbox.done")} text={t("home.inbox.done.text")} />;
  return (
    <ul className="inbox-list">
      {groups.map((group) => (
        <li key={group.code}>
          <AppLink href={group.link}>
            <span>{group.label}</span>
            <strong className="number">{count(group.count)}</strong>
            <span className="inbox-go">{t("home.open")}</span>
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
