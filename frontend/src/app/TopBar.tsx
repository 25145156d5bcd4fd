/** The bar on top: where one is, search, to-do count, text size, language, own account. */
import { BellOutlined, FontSizeOutlined, GlobalOutlined, MenuOutlined, QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";

import { useInbox } from "@/api/inbox";
import { useMe } from "@/api/session";
import { AppLink, openShortcutHelp } from "@/kit";
import { t } from "@/lib/i18n";
import { usePreference } from "@/lib/preferences";
import { usePhone } from "@/lib/useMedia";

import { AccountMenu } from "./AccountMenu";
import { toggleLanguage, toggleText } from "./applyPreferences";

interface TopBarProps {
  readonly onMenu?: () => void;
  readonly onSearch: () => void;
}

export function TopBar({ onMenu, onSearch }: TopBarProps) {
  const me = useMe();
  const phone = usePhone();
  return (
    <header className="top">
      {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t("shell.menu")} onClick={onMenu} />}
      <AppLink href="/" className="brand">{t("app.name")}</AppLink>
      {!phone && <span className="top-place">{me.organisation.name}<span className="top-today">{me.today}</span></span>}
      <span className="top-gap" />
      <button type="button" className="top-search" onClick={onSearch} aria-label={t("shell.search")}>
        <SearchOutlined aria-hidden />
        {!phone && <><span>{t("shell.search")}</span><kbd>Ctrl K</kbd></>}
      </button>
      <InboxBadge />
      {!phone && <DisplayChoices />}
      <AccountMenu phone={phone} />
    </header>
  );
}

function InboxBadge() {
  const { data } = useInbox();
  const total = data?.total ?? 0;
  return (
    <AppLink href="/" className="top-inbox" aria-label={t("shell.inbox", { n: total })}>
      <BellOutlined aria-hidden />
      {total > 0 && <span className="badge">{total > 999 ? "999+" : total}</span>}
    </AppLink>
  );
}

function DisplayChoices() {
  const large = usePreference("large_text") === "on";
  return (
    <>
      <Tooltip title={t(large ? "login.normal" : "login.large")}>
        <Button type="text" aria-pressed={large} aria-label={t("login.large")} icon={<FontSizeOutlined />} onClick={toggleText} />
      </Tooltip>
      <Tooltip title={t("login.language")}>
        <Button type="text" aria-label={t("login.language")} icon={<GlobalOutlined />} onClick={toggleLanguage} />
      </Tooltip>
      <Tooltip title={t("shell.shortcuts")}>
        <Button type="text" aria-label={t("shell.shortcuts")} icon={<QuestionCircleOutlined />} onClick={openShortcutHelp} />
      </Tooltip>
    </>
  );
}
