/** Words of the fresh proof (step-up) and of the second factor. */
export const secondFactor = {
  "proof.title": "请再验证一次身份",
  "proof.why": "这一步会用到敏感信息或较大权限，需要确认是您本人在操作。验证后 10 分钟内不再询问，页面上已填写的内容都还在。",
  "proof.password": "登录密码",
  "proof.code": "动态验证码",
  "proof.code.hint": "打开手机上的验证器，输入当前显示的 6 位数字。手机不在身边时，可输入一个备用码。",
  "proof.submit": "验证并继续",
  "proof.cancel": "先不办",
  "proof.missing": "请输入登录密码",
  "proof.code.missing": "请输入验证码",
} as const;
