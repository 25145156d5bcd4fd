/** Words of members laid out by street, class, sex, group or origin. */
import { registerText } from "@/lib/i18n";

export const figures = {
  "figures.lead": "选按什么分、哪一天、哪个范围；蓝色的数都能点开看名单，名单人数就是这个数。",
  "figures.by": "按什么分",
  "figures.scope": "统计范围",
  "figures.scope.own": "本级全部",
  "figures.as_of": "统计时点",
  "figures.known_on": "登记截至",
  "figures.of": "{scope}，截至 {date}",
  "figures.line": "项目",
  "figures.members": "会员",
  "figures.retained": "保留会籍",
  "figures.joined": "本年入会",
  "figures.share": "占会员",
  "figures.total": "合计",
  "figures.joined_on": "入会生效日期",
  "figures.note": "会员、保留会籍按统计时点日终计；本年入会自当年1月1日计至统计时点。「登记截至」只算到那一天为止已经登记的，用来查当时报的数。供内部使用；对外公布时，不足5人的数应隐去。",
  "figures.rows.lead": "截至 {date}，{n} 人。",
  "figures.rows.none": "没有人",
} as const;

registerText("zh-CN", figures);
