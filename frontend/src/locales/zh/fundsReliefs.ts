/** Words of reliefs. */
import { registerText } from "@/lib/i18n";

export const fundsReliefs = {
  "reliefs.lead": "减免由单位或街道申请、区级领导批准；批准后记入当月申报，更正申报时保留。",
  "reliefs.payer": "缴费户",
  "reliefs.period": "所属月份",
  "reliefs.amount": "减免金额（元）",
  "reliefs.basis": "减免依据",
  "reliefs.basis.help": "写明减免政策文件的名称或文号。",
  "reliefs.basis.example": "常工发〔2020〕3号",
  "reliefs.reason": "减免理由",
  "reliefs.applied_on": "申请日期",
  "reliefs.applied_by": "申请人",
  "reliefs.status": "状态",
  "reliefs.empty": "没有减免",
  "reliefs.empty.text": "在缴费户的月度应缴页面里可以申请减免。",
  "reliefs.none": "这个月没有减免。",
  "reliefs.apply": "申请减免",
  "reliefs.done": "减免申请已提交",
  "reliefs.acted": "已办理",
  "reliefs.of": "{name} {period} 的减免",
  "reliefs.effect.grant": "批准后，这个月的应缴减去减免金额，留下一次新的申报。",
  "reliefs.effect.refuse": "不予减免，单位仍按申报数缴纳。",
  "reliefs.effect.withdraw": "撤回申请，可以修改后再申请。",
  "reliefs.unreadable": "请填写大于零的金额，例如 1,509.60",
} as const;

registerText("zh-CN", fundsReliefs);
