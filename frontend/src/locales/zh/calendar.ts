/** Words of the work calendar. */
import { registerText } from "@/lib/i18n";

export const calendar = {
  "calendar.lead": "报送截止日、办理期限按这里的工作日推算。",
  "calendar.estimated": "{n} 年还没有公布节假日安排，暂按周一至周五推算。",
  "calendar.year": "年份",
  "calendar.workday": "工作日",
  "calendar.rest": "休息日",
  "calendar.name": "名称",
  "calendar.name.hint": "如“国庆节”“调休上班”",
  "calendar.source": "依据",
  "calendar.source.help": "国务院或本地的放假通知。",
  "calendar.kind": "是否上班",
  "calendar.edit": "修改 {day}",
  "calendar.saved": "日历已修改",
  "calendar.legend": "底色：深色为节假日，浅色为周末，蓝框为调休上班。",
  "calendar.month": "{n}月",
  "calendar.weekdays": "一二三四五六日",
  "calendar.day": "{day}，{kind}{name}",
} as const;

registerText("zh-CN", calendar);
