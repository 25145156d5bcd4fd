/** The frame around every page: menu by rights, search, inbox, display choices, offline notice. */
import { Outlet } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useState } from "react";

import { ShortcutHelp, useShortcut } from "@/kit";
import { t } from "@/lib/i18n";
import { usePhone } from "@/lib/useMedia";

import { ActingBanner } from "./ActingBanner";
import { GlobalSearch } from "./GlobalSearch";
import { OfflineBanner } from "./OfflineBanner";
import { SideMenu } from "./SideMenu";
import { TopBar } from "./TopBar";

export function Shell() {
  const phone = usePhone();
  const [menuOpen, setMenuOpen] = useState(false);
  const [searchOpen, setSearchOpen] = useState(false);
  useShortcut("Ctrl+K", t("shell.search"), () => setSearchOpen(true));
  return (
    <div className="shell">
      <a className="skip-link" href="#content">{t("shell.skip")}</a>
      <TopBar onMenu={phone ? () => setMenuOpen(true) : undefined} onSearch={() => setSearchOpen(true)} />
      {phone ? (
        <Drawer open={menuOpen} onClose={() => setMenuOpen(false)} placement="left" size={264} title={t("app.name")} styles={{ body: { padding: 8 } }}>
          <SideMenu onChosen={() => setMenuOpen(false)} />
        </Drawer>
      ) : (
        <aside className="side"><SideMenu /></aside>
      )}
      <main id="content" className="content" tabIndex={-1}>
        <OfflineBanner />
        <ActingBanner />
        <Outlet />
      </main>
      {searchOpen && <GlobalSearch onClose={() => setSearchOpen(false)} />}
      <ShortcutHelp />
    </div>
  );
}
