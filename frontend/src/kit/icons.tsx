/** The few icons of the application, by name. */
import {
  ApartmentOutlined, AuditOutlined, BarChartOutlined, CalendarOutlined, CheckSquareOutlined, DashboardOutlined,
  FileTextOutlined, FormOutlined, HomeOutlined, ProfileOutlined, SafetyOutlined, SettingOutlined, SwapOutlined,
  DownOutlined, TeamOutlined, UploadOutlined, UpOutlined, UserOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";

import type { IconName } from "@/lib/feature";

const ICONS: Readonly<Record<IconName, ComponentType>> = {
  home: HomeOutlined, apartment: ApartmentOutlined, team: TeamOutlined, form: FormOutlined, dashboard: DashboardOutlined,
  audit: AuditOutlined, setting: SettingOutlined, user: UserOutlined, upload: UploadOutlined, check: CheckSquareOutlined,
  file: FileTextOutlined, "bar-chart": BarChartOutlined, safety: SafetyOutlined, calendar: CalendarOutlined,
  profile: ProfileOutlined, swap: SwapOutlined, up: UpOutlined, down: DownOutlined,
};

export function Icon({ name }: { readonly name: IconName }) {
  const Shape = ICONS[name];
  return <span aria-hidden className="icon"><Shape /></span>;
}
