/** Words of large exports. */
import { registerText } from "@/lib/i18n";

export const exports = {
  "exports.lead": "人数超过单人上限的名单，经另一人批准后生成带水印的文件，到期自动销毁。",
  "exports.number": "申请号",
  "exports.list": "名单",
  "exports.persons": "人数",
  "exports.unit": "人",
  "exports.times": "次",
  "exports.purpose": "用途",
  "exports.purpose.hint": "写清给谁、做什么用，如“报送市总工会年度会员名册”。用途会印在文件的每一页上。",
  "exports.requester": "申请人",
  "exports.requested_at": "申请时间",
  "exports.status": "状态",
  "exports.until": "保存到",
  "exports.downloads": "已下载",
  "exports.empty": "没有导出申请",
  "exports.empty.text": "在会员名单上点“导出”，人数超过上限时可以提出申请。",
  "exports.new.lead": "请先核对人数和条件，再写明用途提交。",
  "exports.new.none": "还没有选定名单",
  "exports.new.go": "去会员名单",
  "exports.preview": "将要导出的内容",
  "exports.ask": "提交申请",
  "exports.ask.lead": "提交后由区级领导或安全管理员批准，不能由本人批准。文件生成后保存 {days} 天，只有您本人可以下载，每次下载都有记录。",
  "exports.alone": "符合条件的有 {n} 人，不超过 {limit} 人，可以在名单页面直接导出，不用申请。",
  "exports.done": "已办理",
  "exports.effect.approve": "批准后，将为{name}生成 {n} 人的带水印文件，到期销毁。",
  "exports.effect.refuse": "不批准后，申请结束，不生成文件。请写明理由。",
  "exports.effect.withdraw": "撤回后，申请结束，不生成文件。",
  "exports.building": "正在生成文件，完成后即可下载，可以先去办别的事。",
  "exports.file": "导出文件",
  "exports.file.lead": "文件保存到 {until}，到期自动销毁。每一页都印有您的姓名、日期、用途和申请号，每次下载都有记录。",
  "exports.download": "下载文件",
  "exports.conditions": "条件",
  "exports.history": "办理记录",
} as const;

registerText("zh-CN", exports);
