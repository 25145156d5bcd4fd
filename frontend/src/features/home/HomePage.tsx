/** Home: who one is, what waits, where one usually goes next. */
import { useInbox } from "@/api/inbox";
import { hasStatus } from "@/api/problem";
import { useMe } from "@/api/session";
import type { InboxGroup } from "@/api/types";
import { AppLink, CodeLabel, Empty, Loaded, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { nextActions } from "./nextActions";

export default function HomePage() {
  const me = useMe();
  const inbox = useInbox();
  return (
    <Page
      title={t("home.title")}
      lead={<>{t("home.hello", { name: me.person_name })} <span className="quiet">·</span> <CodeLabel code="Role" value={me.role} /> · {me.organisation.name}</>}
    >
      <div className="home-grid">
        <Panel title={t("home.inbox")} flush>
          {hasStatus(inbox.error, 403) ? <InboxList groups={[]} /> : (
            <Loaded query={inbox} rows={4}>{(data) => <InboxList groups={data.groups.filter((group) => group.count > 0)} />}</Loaded>
          )}
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
